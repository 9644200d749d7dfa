internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling
internal import ZeroMQ

/// The coordinator's one thread: it hears messages, tells the scheduler what happened, makes
/// durable what must be, and only then says so.
final class CoordinatorLoop {
    let socket: Socket
    let store: Store
    let blobs: BlobStore
    let access: Access
    let logger: Logger
    var scheduler: Scheduler
    var peers = Peers()
    var uploads = Uploads()
    var runs: [RunID: RunFile] = [:]
    /// The runs in the order in which they were submitted.
    var runOrder: [RunID] = []
    /// Messages that were dropped because they made no sense.
    var malformed = 0

    /// What this turn is to make durable, …
    var writes: [Store.Write] = []
    /// … what the scheduler hears once it is, …
    var recorded: [JobID] = []
    /// … and what goes out then.
    var outgoing: [(session: SessionID, envelope: Envelope)] = []

    private let start = ContinuousClock.now
    private var lastTick = Instant(nanoseconds: 0)
    private var lastTidying = Instant(nanoseconds: 0)
    private var awakeUntil = Instant(nanoseconds: 0)
    private var writeFailure: Instant?

    static let tickInterval = Duration.milliseconds(100)
    /// A turn that takes this much longer than it should is the coordinator's own stall.
    static let stallLimit = Duration.seconds(2)
    /// Messages taken in before what they caused is written and sent.
    static let batch = 512

    init(
        socket: Socket, store: Store, access: Access, scheduler: Scheduler, blobs: BlobStore,
        logger: Logger
    ) {
        self.socket = socket
        self.store = store
        self.access = access
        self.scheduler = scheduler
        self.blobs = blobs
        self.logger = logger
    }

    var now: Instant {
        let (seconds, attoseconds) = start.duration(to: .now).components
        return Instant(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// Turns until `isStopped`; `waker` interrupts the wait.
    func run(until isStopped: () -> Bool, waker: Waker) throws {
        awakeUntil = now
        while !isStopped() {
            let timeout = isBusy ? Duration.milliseconds(5) : Self.tickInterval
            var poll = Poll()
            poll.add(socket, for: .readable)
            poll.add(descriptor: waker.descriptor, for: .readable)
            try poll.wait(timeout)
            waker.drain()
            reportStall(after: timeout)
            try turn()
            awakeUntil = now
        }
        try settle()
    }

    private var isBusy: Bool { peers.isBlocked }

    /// Deadlines move by the time during which this process did not run: nobody else was silent.
    private func reportStall(after timeout: Duration) {
        let gap = now - awakeUntil - timeout
        guard gap > Self.stallLimit else { return }
        logger.warning("stalled", metadata: ["stall.duration": "\(gap)"])
        feed(.stalled(gap))
    }

    /// Hears a batch; expires nobody before all that has arrived is heard.
    private func turn() throws {
        var count = 0
        while count < Self.batch, let message = try socket.receive() {
            hear(message)
            count += 1
        }
        if count < Self.batch, now - lastTick >= Self.tickInterval {
            lastTick = now
            feed(.tick)
            tidy()
        }
        try settle()
    }

    func feed(_ event: Event) {
        for effect in scheduler.handle(event, at: now) { carryOut(effect) }
    }

    /// Writes, sends and tells the scheduler, until nothing is left to do. While the store cannot
    /// be written, nothing goes out that speaks of it.
    func settle() throws {
        guard writeFailure.map({ now - $0 > .seconds(1) }) ?? true else { return }
        repeat {
            let broken: [RunID: String]
            do {
                broken = try store.commit(writes)
                writeFailure = nil
            } catch {
                if writeFailure == nil { logger.error("\(error)") }
                writeFailure = now
                return
            }
            writes = []
            let (sending, done) = (outgoing, recorded.filter { broken[$0.run] == nil })
            (outgoing, recorded) = ([], [])
            for (run, reason) in broken.sorted(by: { $0.key < $1.key }) {
                breakOff(run, because: reason)
            }
            for message in sending { try deliver(message.envelope, to: message.session) }
            for job in done { feed(.recorded(job)) }
            try serveWatchers()
            for session in try peers.flush(on: socket) { lose(session) }
        } while !(writes.isEmpty && recorded.isEmpty && outgoing.isEmpty)
    }

    /// Sends at once.
    func deliver(_ envelope: Envelope, to session: SessionID) throws {
        guard peers[session] != nil else { return }
        if try !peers.send(envelope, to: session, on: socket) { lose(session) }
    }

    /// Sends once this turn's writes are durable.
    func post(_ message: some Message, to session: SessionID, payload: Data = Data()) {
        do {
            let envelope = try message.envelope(from: session, payload: payload)
            guard envelope.fits else {
                // The peer's socket would break the connection over it, again and again.
                logger.error("a message is too large", metadata: ["kind": "\(envelope.kind)"])
                return
            }
            outgoing.append((session, envelope))
        } catch {
            fatalError("a message of ours cannot be written as JSON: \(message)")
        }
    }

    /// Nobody can be reached there any more.
    func lose(_ session: SessionID) {
        let wasWorker = peers[session]?.isWorker == true
        forget(session)
        if wasWorker { feed(.workerVanished(session)) }
    }

    func forget(_ session: SessionID) {
        peers.remove(session)
        for run in runOrder { runs[run]?.watchers[session] = nil }
    }

    /// Forgets those who have been silent for a quarter of an hour.
    private func tidy() {
        guard now - lastTidying > .seconds(60) else { return }
        lastTidying = now
        let watching = Set(runs.values.flatMap(\.watchers.keys))
        let limit = Instant(nanoseconds: now.nanoseconds - 900_000_000_000)
        for session in peers.silent(since: limit, except: watching) { forget(session) }
    }
}
