internal import ZeroMQ

/// What a coordinator tries on itself before it serves.
enum SelfTest {
    /// Connects with a key that nobody listed.
    /// - Throws: `CoordinationError` where that is let in.
    static func refuseStrangers(
        at endpoint: String, keys: CoordinatorService.Keys, in context: Context
    ) throws {
        let stranger = CurveIdentity(own: try CurveKeyPair(), server: keys.own.publicKey)
        let socket = try Socket(
            .dealer, options: .connecting, security: .connecting(stranger), in: context)
        let monitor = try SocketMonitor(of: socket, in: context)
        try socket.connect(reachable(endpoint))
        for _ in 0..<100 {
            while let event = try monitor.next() {
                switch event {
                case .refused: return
                case .agreed:
                    throw CoordinationError(
                        .keys, "a stranger's key was let in at \(endpoint): not serving")
                case .connected, .misunderstood, .disconnected: continue
                }
            }
            var poll = Poll()
            poll.add(monitor.socket, for: .readable)
            try poll.wait(.milliseconds(50))
        }
        throw CoordinationError(.keys, "a stranger's key was not refused at \(endpoint) within 5 s")
    }

    /// An address that listens everywhere is reached at the loopback.
    private static func reachable(_ endpoint: String) -> String {
        for everywhere in ["tcp://0.0.0.0:", "tcp://[::]:", "tcp://*:"]
        where endpoint.hasPrefix(everywhere) {
            return "tcp://127.0.0.1:" + endpoint.dropFirst(everywhere.count)
        }
        return endpoint
    }
}
