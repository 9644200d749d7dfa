internal import Foundation
internal import Jobs
public import Logging
package import Scheduling
public import ZeroMQ

/// A coordinator on a thread of its own.
public final class CoordinatorService: Sendable {
    /// The keys that a coordinator listens with, and whom it hears.
    public struct Keys: Sendable {
        public var own: CurveKeyPair
        public var allowed: [CurvePublicKey: Authenticator.Grant]
        /// Where the list is read again whenever it changes; nil where it stays.
        public var directory: KeyDirectory?

        public init(
            own: CurveKeyPair, allowed: [CurvePublicKey: Authenticator.Grant],
            directory: KeyDirectory? = nil
        ) {
            self.own = own
            self.allowed = allowed
            self.directory = directory
        }
    }

    /// What the thread is made from.
    private struct Plan: Sendable {
        var endpoints: [String]
        var inProcess: String
        var keys: Keys?
        var store: Store
        var blobs: BlobStore
        /// For peers without keys.
        var token: Data?
        var settings: SchedulerSettings
        var logger: Logger
    }

    /// Where it listens, with the ports that `*` became.
    public let endpoints: [String]
    /// Where clients and workers of this process connect to.
    public let inProcessEndpoint: String
    /// The blobs that it hands out; files of this host can be registered here.
    public let blobs: BlobStore
    /// Where commands of this account find the token; none with keys.
    private let token: (secret: Data, files: [String])?
    private let stopping: StopSignal
    private let ended: Announcement<String?>

    /// Opens the store, listens, and takes up the runs that an earlier process left unfinished.
    ///
    /// - Parameters:
    ///   - endpoints: such as `tcp://127.0.0.1:7707`; peers of this process can always connect.
    ///   - path: where the SQLite file is, or is to be.
    ///   - keys: needed where an endpoint can be reached from other hosts.
    /// - Throws: `CoordinationError` or `ZeroMQError` where one of these is impossible.
    public static func start(
        endpoints: [String] = [], store path: String, keys: Keys? = nil,
        logger: Logger = Logger(label: "preflight.coordinator")
    ) throws -> CoordinatorService {
        try start(
            endpoints: endpoints, store: path, keys: keys, settings: SchedulerSettings(),
            logger: logger)
    }

    /// The same with a scheduler of other limits, for tests.
    package static func start(
        endpoints: [String] = [], store path: String, keys: Keys? = nil,
        settings: SchedulerSettings, logger: Logger = Logger(label: "preflight.coordinator")
    ) throws -> CoordinatorService {
        for text in endpoints where try !Endpoint(text).isLocal && keys == nil {
            throw CoordinationError(
                .keys,
                "\(text) can be reached from other hosts, so keys are needed: make them with "
                    + "`preflight keys init --keys DIR` and start with --keys DIR, "
                    + "or listen at 127.0.0.1")
        }
        if !endpoints.isEmpty { try Context.reserveFiles(forPeers: 64) }
        let store = try Store(path: path)
        if !store.warning.isEmpty { logger.warning("\(store.warning)") }
        return try CoordinatorService(
            Plan(
                endpoints: endpoints, inProcess: "inproc://coordinator-\(UUID().uuidString)",
                keys: keys, store: store, blobs: BlobStore(store: store),
                token: keys == nil && !endpoints.isEmpty
                    ? try LocalToken.ofStore(at: path) : nil,
                settings: settings, logger: logger))
    }

    private init(_ plan: Plan) throws {
        let stopping = try StopSignal()
        let ended = Announcement<String?>()
        let started = Announcement<Result<[String], any Error>>()
        let thread = Thread {
            do {
                let (run, endpoints) = try Self.listen(plan)
                started.announce(.success(endpoints))
                try run(stopping)
                plan.store.close()
                ended.announce(nil)
            } catch {
                plan.store.close()
                started.announce(.failure(error))
                ended.announce("\(error)")
            }
        }
        thread.name = "coordinator"
        thread.start()
        let listening = try started.wait().get()
        endpoints = listening
        inProcessEndpoint = plan.inProcess
        blobs = plan.blobs
        token = plan.token.map { secret in
            (secret, LocalToken.publish(secret, for: listening))
        }
        self.stopping = stopping
        self.ended = ended
    }

    private static func listen(
        _ plan: Plan
    ) throws -> (run: (StopSignal) throws -> Void, endpoints: [String]) {
        let context = try Context.ofProcess()
        var security = Security.none
        var authenticator: Authenticator?
        if let keys = plan.keys {
            let judge = try Authenticator(allowing: keys.allowed, in: context)
            security = .listening(keys.own, judge)
            authenticator = judge
        }
        let socket = try Socket(.router, options: .listening, security: security, in: context)
        try socket.bind(plan.inProcess)
        let endpoints = try plan.endpoints.map { try socket.bind($0) }
        if let keys = plan.keys, let endpoint = endpoints.first {
            try SelfTest.refuseStrangers(at: endpoint, keys: keys, in: context)
        }
        let writer = try StoreWriter(plan.store)
        let loop = try CoordinatorLoop(
            .init(
                socket: socket, store: plan.store, writer: writer, clock: CoordinatorLoop.clock),
            access: Access(
                authenticator: authenticator, token: plan.token.flatMap(Seal.init(secret:))),
            settings: plan.settings, blobs: plan.blobs, logger: plan.logger)
        loop.grants = plan.keys.flatMap(GrantWatch.init)
        try loop.takeUpRuns()
        let run = { (stopping: StopSignal) in
            try loop.run(
                on: socket, writer, until: { stopping.isGiven }, waker: stopping.waker)
        }
        return (run, endpoints)
    }

    /// Asks the thread to end; what it has been told so far is stored. Workers keep their results
    /// and connect to the next coordinator at this address.
    public func stop() {
        stopping.give()
        _ = ended.wait()
        if let token { LocalToken.withdraw(token.secret, token.files) }
    }

    /// Waits until the coordinator has ended.
    /// - Throws: `CoordinationError` where it ended by itself.
    public func wait() throws {
        if let reason = ended.wait() { throw CoordinationError(.store, reason) }
    }
}
