import Foundation
import Jobs
import Synchronization
import ZeroMQ

/// A worker of one slot whose jobs take no time, on a thread of its own.
final class IdleWorker: Sendable {
    private struct State {
        var isStopped = false
        /// Seconds that the slot stood empty from a result to the next assignment.
        var waits: [Double] = []
    }

    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    init(
        _ number: Int, at endpoint: String, identity: CurveIdentity, program: Program
    ) throws {
        let thread = Thread { [self] in
            do {
                try work(number, endpoint, identity, program)
            } catch {
                FileHandle.standardError.write(Data("worker \(number): \(error)\n".utf8))
            }
            ended.signal()
        }
        thread.start()
    }

    var waits: [Double] { state.withLock { $0.waits } }

    func stop() {
        state.withLock { $0.isStopped = true }
        ended.wait()
    }

    private func work(
        _ number: Int, _ endpoint: String, _ identity: CurveIdentity, _ program: Program
    ) throws {
        let session = SessionID.random()
        let socket = try Socket(
            .dealer, options: .connecting, security: .connecting(identity),
            in: try Context.ofProcess())
        try socket.connect(endpoint)
        func say(_ message: some Message) throws {
            let frame = try message.envelope(from: session).frame
            while try socket.send(frame) != .sent {
                var poll = Poll()
                poll.add(socket, for: .writable)
                try poll.wait(.milliseconds(100))
            }
        }
        try say(
            FromWorker.Hello(
                offer: WorkerOffer(
                    name: "idle-\(number)", host: "host-\(number)", slots: 1,
                    incarnation: session.text, programs: [program], numerics: ["none"])))
        var beaten = ContinuousClock.now
        var freed: ContinuousClock.Instant?
        while !state.withLock({ $0.isStopped }) {
            if beaten.duration(to: .now) > .seconds(1) {
                try say(FromWorker.Beat(running: []))
                beaten = .now
            }
            guard let frame = try socket.receive()?.frame else {
                var poll = Poll()
                poll.add(socket, for: .readable)
                try poll.wait(.milliseconds(100))
                continue
            }
            let envelope = try Envelope(frame: frame)
            if envelope.kind == ReadMark.kind {
                try say(FromWorker.Reached(mark: ReadMark(envelope).mark))
            }
            guard envelope.kind == ToWorker.Assign.kind else { continue }
            if let freed {
                let wait = freed.duration(to: .now) / .seconds(1)
                state.withLock { $0.waits.append(wait) }
            }
            let assignment = try ToWorker.Assign(envelope).assignment
            try say(FromWorker.Finished(result: result(of: assignment, number)))
            freed = .now
        }
        try say(FromWorker.Goodbye(reason: "done"))
    }

    private func result(of assignment: Assignment, _ number: Int) -> JobResult {
        JobResult(
            attempt: assignment.attempt,
            outcome: .trial(TrialResult(state: .completed, metrics: ["loss": 0.5], history: [])),
            numerics: assignment.numerics,
            execution: JobResult.Execution(
                host: "host-\(number)", worker: "idle-\(number)", slot: 0, seconds: 1e-6,
                peakMemory: 0))
    }
}
