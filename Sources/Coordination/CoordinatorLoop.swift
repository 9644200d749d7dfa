internal import Foundation
internal import Jobs
package import Logging
package import Scheduling
internal import ZeroMQ

/// The coordinator's one thread: it hears messages, tells the scheduler what happened, makes
/// durable what must be, and only then says so.
///
/// It turns wherever its surroundings let it: around a socket and a file of SQLite it is the
/// coordinator, in a test's simulated network and on a simulated disk it is the same.
package final class CoordinatorLoop {
    /// What it stands on.
    package struct Surroundings {
        var socket: any Wire
        var store: any Storage
        var writer: any BatchWriter
        /// Time since some start; never goes back.
        var clock: () -> Instant
        /// Names new runs.
        var draw: () -> UInt32

        package init(
            socket: any Wire, store: any Storage, writer: any BatchWriter,
            clock: @escaping () -> Instant,
            draw: @escaping () -> UInt32 = { .random(in: .min ... .max) }
        ) {
            self.socket = socket
            self.store = store
            self.writer = writer
            self.clock = clock
            self.draw = draw
        }
    }

    let socket: any Wire
    let store: any Storage
    let blobs: BlobStore
    let access: Access
    /// On the attempts that workers are given.
    let seal: Seal
    let logger: Logger
    /// The list of keys, where it may change.
    var grants: GrantWatch?
    package internal(set) var scheduler: Scheduler
    var peers = Peers()
    var uploads = Uploads()
    var runs: [RunID: RunFile] = [:]
    /// The runs in the order in which they were submitted.
    var runOrder: [RunID] = []
    /// The runs by their submissions.
    var submitted: [SubmissionName: RunID] = [:]
    /// Those that somebody watches.
    var watched: Set<RunID> = []
    /// The worker processes that the store takes for being in session.
    var storedWorkers: Set<String> = []
    /// How many runs each session watches.
    var watching: [SessionID: Int] = [:]
    /// The piece that each worker asked for last.
    var fetches: [SessionID: FromWorker.Fetch] = [:]
    /// What waits because its sender has had its share of the turn.
    var inboxes = Inboxes()
    /// What workers' reference jobs are held against.
    var fleet = FleetDigests()
    /// Messages that made no sense.
    var complaints = Complaints()
    /// Who speaks in each worker's session, for the log.
    var workerNames: [SessionID: (name: String, host: String)] = [:]

    /// What is to be made durable, …
    var writes: [StoreWrite] = []
    /// … and what follows once it is.
    var consequences = Consequences()
    /// What follows the batch that the writer has.
    private var underWay: Consequences?
    private var underWayBatch: [StoreWrite] = []
    /// A batch that could not be written, to be tried again.
    private var refusedBatch: [StoreWrite] = []
    /// Why nothing can be stored at the moment; empty while all is well.
    private(set) var storeTrouble = ""
    private let writer: any BatchWriter
    private let clock: () -> Instant
    let draw: () -> UInt32

    private var lastTick = Instant(nanoseconds: 0)
    private var lastTidying = Instant(nanoseconds: 0)
    private var lastTurn = Instant(nanoseconds: 0)
    private var retryAt: Instant?
    /// Turns in a row at whose end messages still waited.
    private var fullTurns = 0

    static let tickInterval = Duration.milliseconds(100)
    /// A turn that takes this much longer than it should is the coordinator's own stall.
    static let stallLimit = Duration.seconds(2)
    /// Messages taken in before what they caused is written and sent.
    static let batch = 512
    /// After so many full turns time passes all the same: somebody speaks without end.
    private static let fullTurnLimit = 256

    package init(
        _ surroundings: Surroundings, access: Access, settings: SchedulerSettings,
        blobs: BlobStore, logger: Logger
    ) throws {
        socket = surroundings.socket
        store = surroundings.store
        writer = surroundings.writer
        clock = surroundings.clock
        draw = surroundings.draw
        self.access = access
        scheduler = Scheduler(settings: settings)
        self.blobs = blobs
        self.logger = logger
        seal = try store.seal()
    }

    var now: Instant { clock() }

    /// How long it may wait for something to happen before it turns again.
    package var timeout: Duration {
        if !inboxes.isEmpty { return .zero }
        return peers.isBlocked ? .milliseconds(5) : Self.tickInterval
    }

    /// What came before was no stall.
    func beginTurning() { lastTurn = now }

    /// One turn, after a wait that was to last `timeout` at most.
    package func turn(after timeout: Duration) throws {
        reportStall(after: timeout)
        try turn()
    }

    /// Deadlines move by the time during which this loop did not turn: nobody else was silent.
    private func reportStall(after timeout: Duration) {
        let gap = now - lastTurn - timeout
        lastTurn = now
        guard gap > Self.stallLimit else { return }
        logger.warning("stalled", metadata: ["stall.duration": "\(gap)"])
        feed(.stalled(gap))
    }

    /// Hears a batch; expires nobody before all that has arrived is heard.
    private func turn() throws {
        inboxes.beginTurn()
        for route in inboxes.routes { hearWaiting(route) }
        var count = 0
        while count < Self.batch, let message = try socket.receive() {
            hearInTurn(message)
            count += 1
        }
        fullTurns = count < Self.batch ? 0 : fullTurns + 1
        if fullTurns % Self.fullTurnLimit == 0, now - lastTick >= Self.tickInterval {
            lastTick = now
            feed(.tick)
            tellOfSilent()
            lookAtKeys()
            try tidy()
        }
        try settle()
    }

    private func hearInTurn(_ message: Socket.Incoming) {
        guard let route = message.route else { return }
        if inboxes.isWaiting(route) || !inboxes.hasShare(route) {
            if !inboxes.keep(message, of: route) { complain(of: message, "too much at once") }
        } else {
            inboxes.spend(hear(message), of: route)
        }
    }

    /// Hears what a connection said in an earlier turn, as far as its share goes.
    private func hearWaiting(_ route: Data) {
        while inboxes.hasShare(route), let message = inboxes.take(route) {
            inboxes.spend(hear(message), of: route)
        }
    }

    func feed(_ event: Event) {
        for effect in scheduler.handle(event, at: now) { carryOut(effect) }
    }

    /// Takes in what has become durable, hands over what is to be, and sends.
    func settle() throws {
        if let answer = writer.takeAnswer() { try takeIn(answer) }
        while underWay == nil, retryAt.map({ now >= $0 }) ?? true,
            !(writes.isEmpty && refusedBatch.isEmpty && consequences.isEmpty)
        {
            let batch = refusedBatch + writes
            let following = consequences
            (refusedBatch, writes, consequences) = ([], [], Consequences())
            if batch.isEmpty {
                try carryOut(following, broken: [:])
            } else {
                underWay = following
                underWayBatch = batch
                writer.begin(batch)
            }
        }
        try serveFetches()
        try serveWatchers()
        for session in try peers.flush(on: socket) { lose(session) }
    }

    private func takeIn(_ answer: BatchAnswer) throws {
        guard let following = underWay else { return }
        underWay = nil
        switch answer {
        case .durable(let broken):
            underWayBatch = []
            retryAt = nil
            sayStoreTrouble("")
            try carryOut(following, broken: broken)
        case .failed(let reason):
            // All of it is tried again, before what has come since.
            refusedBatch = underWayBatch
            consequences = following.followed(by: consequences)
            retryAt = now + .seconds(1)
            sayStoreTrouble(reason)
        }
    }

    private func carryOut(_ following: Consequences, broken: [RunID: String]) throws {
        for (run, reason) in broken.sorted(by: { $0.key < $1.key }) {
            breakOff(run, because: reason)
        }
        for run in following.adopted { runs[run]?.isAdopting = false }
        for (run, state, numerics) in following.ends where broken[run] == nil {
            runs[run]?.end(state, numerics: numerics)
            tellOfEnd(run)
        }
        for message in following.messages { try deliver(message.envelope, to: message.session) }
        for job in following.recorded where broken[job.run] == nil { feed(.recorded(job)) }
    }

    /// Says aloud, once, that nothing can be stored, and that it can be again.
    private func sayStoreTrouble(_ reason: String) {
        guard reason != storeTrouble else { return }
        storeTrouble = reason
        let words =
            reason.isEmpty
            ? "the coordinator can store results again"
            : "the coordinator can store nothing for now, and tries again each second: \(reason)"
        if reason.isEmpty { logger.info("\(words)") } else { logger.error("\(words)") }
        for run in runOrder where runs[run]?.state == .active {
            guard let counts = runs[run]?.counts else { continue }
            carryOut(.notify(run, counts, notice: words))
        }
    }

    /// Whether all that it was told is durable, and said.
    package var isQuiet: Bool {
        underWay == nil && writes.isEmpty && refusedBatch.isEmpty && consequences.isEmpty
    }

    /// Waits for what is under way, then makes durable what is left.
    func finishWriting() throws {
        for _ in 0..<100 {
            guard !isQuiet, retryAt == nil else { return }
            if underWay != nil { try writer.wait(for: .seconds(10)) }
            try settle()
        }
    }

    /// Sends at once.
    func deliver(_ envelope: Envelope, to session: SessionID) throws {
        guard peers[session] != nil else { return }
        if try !peers.send(envelope, to: session, on: socket) { lose(session) }
    }

    /// Sends what speaks of nothing that is still to be stored.
    func post(_ message: some Message, to session: SessionID, payload: Data = Data()) {
        guard let envelope = envelope(message, session, payload) else { return }
        do {
            try deliver(envelope, to: session)
        } catch {
            logger.error("\(error)")
        }
    }

    /// Sends once all that is to be stored by now is durable.
    func postOnceDurable(_ message: some Message, to session: SessionID) {
        guard let envelope = envelope(message, session, Data()) else { return }
        consequences.messages.append((session, envelope))
    }

    private func envelope(
        _ message: some Message, _ session: SessionID, _ payload: Data
    ) -> Envelope? {
        do {
            let envelope = try message.envelope(from: session, payload: payload)
            if envelope.fits { return envelope }
            // The peer's socket would break the connection over it, again and again.
            logger.error("a message is too large", metadata: ["kind": "\(envelope.kind)"])
            return nil
        } catch {
            fatalError("a message of ours cannot be written as JSON: \(message)")
        }
    }

    /// Nobody can be reached there any more.
    func lose(_ session: SessionID) {
        let wasWorker = peers[session]?.isWorker == true
        forget(session)
        if wasWorker {
            feed(.workerVanished(session))
            tellOfLost(session, because: "its connection broke")
        }
    }

    func forget(_ session: SessionID) {
        peers.remove(session)
        fetches[session] = nil
        if watching[session] != nil { for run in watched { unwatch(run, session) } }
    }

    /// Forgets those who have been silent for a quarter of an hour.
    private func tidy() throws {
        guard now - lastTidying > .seconds(60) else { return }
        lastTidying = now
        for gone in storedWorkers.subtracting(scheduler.incarnations).sorted() {
            storeWorker(gone, isInSession: false)
        }
        for session in peers.silent(since: now - .seconds(900), isNeeded) { forget(session) }
        writes += uploads.giveUp(at: now)
        complaints.tidy(at: now)
        try peers.sweep(on: socket)
    }
}
