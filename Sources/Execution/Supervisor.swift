internal import Foundation
public import Jobs
internal import Tensors
public import ZeroMQ

/// What a supervisor needs to know to start.
public struct SupervisorSettings: Sendable {
    /// The coordinator's address.
    public var endpoint: String
    public var security: Security
    /// For people, in reports of what ran where.
    public var name: String
    public var slots: Int
    public var program: Program
    /// The executable of the compute processes and its arguments.
    public var command: [String]
    /// How long to go on without a coordinator.
    public var orphanTimeout: Duration
    /// The folder of the spools; nil for a worker whose results need not outlive it.
    public var spool: String?
    /// Whether it does the reference job before it greets, and tells the coordinator what came out.
    /// Workers of the coordinator's own process need not: nobody else computes for it.
    public var provesItself: Bool
    /// Takes sentences for people, on any thread.
    public var say: @Sendable (String) -> Void

    public init(
        endpoint: String, security: Security = .none, name: String, slots: Int, program: Program,
        command: [String], orphanTimeout: Duration = .seconds(1800), spool: String? = nil,
        provesItself: Bool = false,
        say: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.endpoint = endpoint
        self.security = security
        self.name = name
        self.slots = slots
        self.program = program
        self.command = command
        self.orphanTimeout = orphanTimeout
        self.spool = spool
        self.provesItself = provesItself
        self.say = say
    }
}

/// A worker's shell around ``WorkerAgent``: it owns the socket, the clock and the compute
/// processes.
///
/// Call `run` on a thread that lives as long as the supervisor: Linux ends the compute processes
/// with the thread that started them.
public final class Supervisor {
    let settings: SupervisorSettings
    let socket: Socket
    let monitor: SocketMonitor
    let stop: Waker
    let slots: [ComputeSlot]
    let cache: BlobCache
    let spool: Spool?
    let clock = ContinuousClock()
    let start: ContinuousClock.Instant
    let host: String
    var agent: WorkerAgent
    var session = SessionID("")
    let incarnation = randomName()
    /// Greetings so far.
    var greetings = 0
    var end: WorkerEnd?
    /// What the reference job gave here.
    var canary: [String: CanaryDigests] = [:]
    /// What the coordinator last said of its own trouble.
    var notice = ""
    /// Slots whose process could not be started.
    var restarts: [Int: Restart] = [:]
    /// Called after each turn, at least once a second: whether it is in session, and how many slots
    /// are busy.
    public var onTurn: (_ isInSession: Bool, _ busy: Int) -> Void = { _, _ in }

    /// - Parameter stop: wake it to make the worker give its work back and leave.
    public init(_ settings: SupervisorSettings, stop: Waker, in context: Context) throws {
        self.settings = settings
        self.stop = stop
        host = ProcessInfo.processInfo.hostName
        socket = try Socket(
            .dealer, options: .connecting, security: settings.security, in: context)
        monitor = try SocketMonitor(of: socket, in: context)
        cache = try BlobCache()
        slots = (0..<settings.slots).map { ComputeSlot(number: $0, command: settings.command) }
        start = clock.now
        let here = JobResult.Execution(
            host: host, worker: settings.name, slot: 0, seconds: 0, peakMemory: 0,
            openblasKernel: Processor.openblasKernel, vectorLevel: Processor.vectorLevel)
        agent = WorkerAgent(slots: settings.slots, host: here)
        spool = Self.spool(settings, here)
        agent.inherit(spool?.inherited ?? [])
        agent.orphanTimeout = settings.orphanTimeout
        agent.jitter = Double.random(in: 0..<1)
    }

    deinit { cache.remove() }

    /// A worker that cannot keep results on disk works all the same.
    private static func spool(
        _ settings: SupervisorSettings, _ host: JobResult.Execution
    ) -> Spool? {
        guard let root = settings.spool else { return nil }
        do {
            return try Spool(
                below: root, endpoint: settings.endpoint, slots: settings.slots, host: host,
                say: settings.say)
        } catch {
            settings.say("results are kept in memory alone: \(error)")
            return nil
        }
    }

    /// Works until it is dismissed, stopped or gives up; every compute process has ended then.
    public func run() throws -> WorkerEnd {
        defer {
            for slot in slots { slot.stop() }
            spool?.close()
        }
        try? Context.reserveFiles(forPeers: 0)
        if settings.provesItself, let end = try prove() { return end }
        try socket.connect(settings.endpoint)
        for slot in slots where !slot.isAlive { warm(slot) }
        do {
            while end == nil {
                try turn()
                onTurn(agent.phase == .welcome, agent.slots.count { $0 != nil })
            }
        } catch {
            // What it held runs elsewhere at once.
            try? perform([.goodbye(reason: "\(error)")])
            throw error
        }
        return end ?? .dismissed("")
    }

    /// One look at all that may have happened.
    private func turn() throws {
        try perform(agent.handle(.tick, at: now))
        if end != nil { return }
        restartSlots()
        var poll = Poll()
        poll.add(socket, for: .readable)
        poll.add(monitor.socket, for: .readable)
        let stopIndex = poll.add(descriptor: stop.descriptor, for: .readable)
        for slot in slots where slot.isAlive {
            poll.add(descriptor: slot.replies, for: .readable)
            if slot.words >= 0 { poll.add(descriptor: slot.words, for: .readable) }
            if slot.hasUnsent { poll.add(descriptor: slot.requests, for: .writable) }
        }
        try poll.wait(max(.zero, min(agent.nextDeadline - now, .seconds(1))))
        if poll.ready(stopIndex).contains(.readable) {
            stop.drain()
            return try leave()
        }
        try lookAtSlots()
        try lookAtConnection()
        while end == nil, let message = try socket.receive() {
            if let frame = message.frame { try take(frame) }
        }
    }

    var now: Duration { clock.now - start }

    private func lookAtSlots() throws {
        for slot in slots {
            for report in slot.reports() {
                switch report {
                case .progressed(let progress):
                    try perform(
                        agent.handle(
                            .progressed(
                                slot: slot.number, progress.attempt, steps: progress.steps),
                            at: now))
                case .finished(let end):
                    spool?.note(slot: slot.number, runs: nil)
                    let result = JobResult(
                        attempt: end.attempt, outcome: end.outcome, numerics: end.numerics,
                        execution: JobResult.Execution(
                            host: host, worker: settings.name, slot: slot.number,
                            seconds: end.seconds, peakMemory: end.peakMemory,
                            openblasKernel: Processor.openblasKernel,
                            vectorLevel: Processor.vectorLevel))
                    try perform(
                        agent.handle(.finished(slot: slot.number, sendable(result)), at: now))
                case .proved: break
                case .died(let failure):
                    // The slot's next job may have started a new process already.
                    if slot.isAlive { continue }
                    spool?.note(slot: slot.number, runs: nil)
                    // One that never came as far as taking jobs waits for the next job.
                    if slot.wasReady { warm(slot) }
                    try perform(agent.handle(.died(slot: slot.number, failure), at: now))
                }
            }
        }
    }

    private func lookAtConnection() throws {
        while let event = try monitor.next() {
            switch event {
            case .refused:
                end = .unreachable(
                    "the coordinator at \(settings.endpoint) refuses this worker's key; list it "
                        + "there, or use a key that is listed")
            case .misunderstood:
                end = .unreachable(
                    "the coordinator at \(settings.endpoint) speaks with other keys, or plainly: "
                        + "give both sides the same keys folder (--keys)")
            case .connected, .agreed, .disconnected:
                break
            }
        }
    }
}
