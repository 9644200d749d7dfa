/// What a worker says to its coordinator.
public enum FromWorker {
    /// The first message of a session: what the worker offers, and what it holds from before.
    public struct Hello: Message {
        public static let kind = "worker.hello"
        public var offer: WorkerOffer

        public init(offer: WorkerOffer) { self.offer = offer }
    }

    /// That the worker is there, and how far each running attempt has come.
    public struct Beat: Message {
        public static let kind = "worker.beat"
        public var running: [Progress]

        public init(running: [Progress]) { self.running = running }
    }

    /// An attempt's end, whether it succeeded or not. Sent again until it is acknowledged.
    public struct Finished: Message {
        public static let kind = "worker.finished"
        public var result: JobResult

        public init(result: JobResult) { self.result = result }
    }

    /// Asks for one piece of a blob.
    public struct Fetch: Message {
        public static let kind = "worker.fetch"
        public var hash: ContentHash
        public var offset: Int

        public init(hash: ContentHash, offset: Int) {
            self.hash = hash
            self.offset = offset
        }
    }

    /// The worker leaves; attempts that it still held are given back.
    public struct Goodbye: Message {
        public static let kind = "worker.goodbye"
        public var reason: String

        public init(reason: String) { self.reason = reason }
    }
}

/// What a worker can do and what it brings along.
public struct WorkerOffer: Hashable, Sendable, Codable {
    public var name: String
    public var host: String
    public var slots: Int
    /// Names this start of the worker's process: 128 random bits in hexadecimal. A new session of
    /// the same incarnation takes the former one's place.
    public var incarnation: String
    /// Counts the incarnation's greetings from 1, so that one that was overtaken by a later one is
    /// not taken for news.
    public var greeting: Int
    public var programs: [Program]
    /// What its processor can compute bit for bit, its default first.
    public var numerics: [String]
    /// What the reference job gave here, by numerics; nil for a program that does none.
    public var canary: [String: CanaryDigests]?
    /// Attempts that it still runs, or whose results were not acknowledged (it sends those again).
    public var held: [AttemptID]

    public init(
        name: String, host: String, slots: Int, incarnation: String, greeting: Int = 1,
        programs: [Program], numerics: [String],
        canary: [String: CanaryDigests]? = nil, held: [AttemptID] = []
    ) {
        self.name = name
        self.host = host
        self.slots = slots
        self.incarnation = incarnation
        self.greeting = greeting
        self.programs = programs
        self.numerics = numerics
        self.canary = canary
        self.held = held
    }
}

/// How far a running attempt has come.
public struct Progress: Hashable, Sendable, Codable {
    public var attempt: AttemptID
    /// Training steps and other units done in all the trainings of the attempt: it must grow for
    /// the attempt not to be stuck.
    public var steps: Int

    public init(attempt: AttemptID, steps: Int) {
        self.attempt = attempt
        self.steps = steps
    }
}

/// What a coordinator says to a worker.
public enum ToWorker {
    public struct Welcome: Message {
        public static let kind = "coordinator.welcome"
        /// Seconds from one beat to the next.
        public var beatInterval: Double
        /// What is wrong at the coordinator, for the people at the worker; mostly empty.
        public var notice: String

        public init(beatInterval: Double, notice: String = "") {
            self.beatInterval = beatInterval
            self.notice = notice
        }

        /// How often to beat: never more than ten times a second nor less than once an hour,
        /// whatever was said.
        public var interval: Duration {
            guard !beatInterval.isNaN else { return .seconds(1) }
            return .seconds(min(max(beatInterval, 0.1), 3600))
        }
    }

    public struct Assign: Message {
        public static let kind = "coordinator.assign"
        public var assignment: Assignment

        public init(assignment: Assignment) { self.assignment = assignment }
    }

    /// The attempt is of no use any more: end its compute process's work, send nothing.
    public struct Cancel: Message {
        public static let kind = "coordinator.cancel"
        public var attempt: AttemptID

        public init(attempt: AttemptID) { self.attempt = attempt }
    }

    /// The result is stored; the worker may forget it.
    public struct Acknowledge: Message {
        public static let kind = "coordinator.acknowledge"
        public var attempt: AttemptID

        public init(attempt: AttemptID) { self.attempt = attempt }
    }

    /// One piece of a blob; its bytes are the payload.
    public struct Piece: Message {
        public static let kind = "coordinator.piece"
        public var hash: ContentHash
        public var offset: Int
        /// The whole blob's bytes; -1 where the coordinator does not have it.
        public var size: Int

        public init(hash: ContentHash, offset: Int, size: Int) {
            self.hash = hash
            self.offset = offset
            self.size = size
        }
    }

    /// The session has ended: greet again (`retry`), or end for good.
    public struct Dismiss: Message {
        public static let kind = "coordinator.dismiss"
        public var reason: String
        public var retry: Bool

        public init(reason: String, retry: Bool) {
            self.reason = reason
            self.retry = retry
        }
    }
}
