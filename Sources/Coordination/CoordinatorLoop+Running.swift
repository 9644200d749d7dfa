internal import Scheduling
internal import ZeroMQ

/// Around a real socket and a real file.
extension CoordinatorLoop {
    /// A clock that begins now.
    static var clock: () -> Instant {
        let start = ContinuousClock.now
        return {
            let (seconds, attoseconds) = start.duration(to: .now).components
            return Instant(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        }
    }

    /// Turns until `isStopped`; `waker` interrupts the wait. The loop must stand on this socket and
    /// this writer.
    func run(
        on socket: Socket, _ writer: StoreWriter, until isStopped: () -> Bool, waker: Waker
    ) throws {
        defer { writer.stop() }
        beginTurning()
        while !isStopped() {
            let timeout = timeout
            var poll = Poll()
            poll.add(socket, for: .readable)
            poll.add(descriptor: waker.descriptor, for: .readable)
            poll.add(descriptor: writer.bell.descriptor, for: .readable)
            try poll.wait(timeout)
            waker.drain()
            writer.bell.drain()
            try turn(after: timeout)
        }
        try finishWriting()
    }
}
