/// What a client says to a coordinator.
public enum FromClient {
    /// Asks which of these blobs the coordinator lacks.
    public struct Offer: Message {
        public static let kind = "client.offer"
        public var blobs: [ContentHash]

        public init(blobs: [ContentHash]) { self.blobs = blobs }
    }

    /// One piece of a blob, in order from offset 0; its bytes are the payload.
    public struct Upload: Message {
        public static let kind = "client.upload"
        public var hash: ContentHash
        public var offset: Int
        /// The whole blob's bytes.
        public var size: Int

        public init(hash: ContentHash, offset: Int, size: Int) {
            self.hash = hash
            self.offset = offset
            self.size = size
        }
    }

    public struct Submit: Message {
        public static let kind = "client.submit"
        public var submission: RunSubmission
        /// Shows that the client can read the token of a coordinator without keys.
        public var proof: String?

        public init(submission: RunSubmission, proof: String? = nil) {
            self.submission = submission
            self.proof = proof
        }
    }

    /// Asks for a run's records from number `from` on, those to come included.
    public struct Watch: Message {
        public static let kind = "client.watch"
        public var run: RunID
        public var from: Int
        /// As in ``Submit``.
        public var proof: String?

        public init(run: RunID, from: Int, proof: String? = nil) {
            self.run = run
            self.from = from
            self.proof = proof
        }
    }

    /// Ends a run: what is running is finished first (`drain`) or cancelled at once.
    public struct Cancel: Message {
        public static let kind = "client.cancel"
        public var run: RunID
        public var drain: Bool
        /// As in ``Submit``.
        public var proof: String?

        public init(run: RunID, drain: Bool, proof: String? = nil) {
            self.run = run
            self.drain = drain
            self.proof = proof
        }
    }

    public struct Status: Message {
        public static let kind = "client.status"
        /// The first run and the first worker that are asked for, counted from 0; nil: 0.
        public var fromRun: Int?
        public var fromWorker: Int?

        public init(fromRun: Int? = nil, fromWorker: Int? = nil) {
            self.fromRun = fromRun
            self.fromWorker = fromWorker
        }
    }
}

/// What a coordinator says to a client.
public enum ToClient {
    public struct Missing: Message {
        public static let kind = "coordinator.missing"
        public var blobs: [ContentHash]

        public init(blobs: [ContentHash]) { self.blobs = blobs }
    }

    /// The bytes of a blob up to `offset` have arrived.
    public struct Received: Message {
        public static let kind = "coordinator.received"
        public var hash: ContentHash
        public var offset: Int

        public init(hash: ContentHash, offset: Int) {
            self.hash = hash
            self.offset = offset
        }
    }

    public struct Accepted: Message {
        public static let kind = "coordinator.accepted"
        public var run: RunID

        public init(run: RunID) { self.run = run }
    }

    /// The request cannot be met; the reason says what to do.
    public struct Refused: Message {
        public static let kind = "coordinator.refused"
        public var reason: String

        public init(reason: String) { self.reason = reason }
    }

    /// The run as it was submitted, for a client that watches another's.
    public struct Run: Message {
        public static let kind = "coordinator.run"
        public var run: RunID
        public var submission: RunSubmission
        /// All jobs, in order; for a search the sampled trials.
        public var jobs: Int
        /// Set as soon as it is known.
        public var numerics: String?

        public init(run: RunID, submission: RunSubmission, jobs: Int, numerics: String?) {
            self.run = run
            self.submission = submission
            self.jobs = jobs
            self.numerics = numerics
        }
    }

    /// One job has ended; the payload is its ``JobRecord`` as the store holds it.
    public struct Recorded: Message {
        public static let kind = "coordinator.recorded"
        public var run: RunID
        /// Counts a run's records from 0.
        public var number: Int

        public init(run: RunID, number: Int) {
            self.run = run
            self.number = number
        }
    }

    /// Where a run stands.
    public struct Advanced: Message {
        public static let kind = "coordinator.advanced"
        public var run: RunID
        public var counts: RunCounts
        /// A sentence for the people who watch, such as "no worker offers my-program"; or empty.
        public var notice: String

        public init(run: RunID, counts: RunCounts, notice: String = "") {
            self.run = run
            self.counts = counts
            self.notice = notice
        }
    }

    /// No more records will come.
    public struct Ended: Message {
        public static let kind = "coordinator.ended"
        public var run: RunID
        public var state: RunState
        public var numerics: String
        /// How many there are in all: who has fewer asks for them again.
        public var records: Int

        public init(run: RunID, state: RunState, numerics: String, records: Int) {
            self.run = run
            self.state = state
            self.numerics = numerics
            self.records = records
        }
    }

    public struct Overview: Message {
        public static let kind = "coordinator.overview"
        public var runs: [RunOverview]
        public var workers: [WorkerOverview]
        /// Those that get no jobs, or only what no other host can run.
        public var hosts: [HostOverview]
        /// What keeps the coordinator from storing results; mostly empty.
        public var trouble: String
        /// How many runs and workers there are, of which a page holds some.
        public var runCount: Int
        public var workerCount: Int

        /// Runs, and workers, of one page, which fits a message whatever their names.
        public static let pageSize = 128

        public init(
            runs: [RunOverview], workers: [WorkerOverview], hosts: [HostOverview] = [],
            trouble: String = "", runCount: Int? = nil, workerCount: Int? = nil
        ) {
            self.runs = runs
            self.workers = workers
            self.hosts = hosts
            self.trouble = trouble
            self.runCount = runCount ?? runs.count
            self.workerCount = workerCount ?? workers.count
        }
    }
}

/// How many of a run's jobs stand where, and how many slots serve it.
public struct RunCounts: Hashable, Sendable, Codable {
    public var total: Int
    public var running: Int
    public var done: Int
    /// Slots of workers that could run this run's jobs.
    public var slots: Int
    /// Whether a job that plans has yet to end, so that more jobs may follow.
    public var mayGrow: Bool
    /// The names of jobs that run, in the order in which they started; at most
    /// ``namesLimit`` of them.
    public var names: [String]

    public static let namesLimit = 16

    public init(
        total: Int, running: Int, done: Int, slots: Int, mayGrow: Bool = false,
        names: [String] = []
    ) {
        self.total = total
        self.running = running
        self.done = done
        self.slots = slots
        self.mayGrow = mayGrow
        self.names = names
    }
}

public enum RunState: String, Hashable, Sendable, Codable {
    case active, completed, cancelled
    /// Every job has ended, some of them without a result (quarantined, refused).
    case incomplete
}

/// One line of `preflight status`.
public struct RunOverview: Hashable, Sendable, Codable {
    public var run: RunID
    public var kind: RunSubmission.Kind
    public var experiment: String
    public var state: RunState
    public var counts: RunCounts
    /// How those that are done ended: `counts.done` holds all that have a record.
    public var endings: RunEndings
    /// Jobs that could run at once; others wait for the outcomes of those.
    public var ready = 0
    /// Why the ready ones do not run; empty where none waits.
    public var obstacle = ""
    /// The last thing that was worth saying.
    public var notice = ""
    /// Results in a second, over the last ten, and in the last minute.
    public var perSecond = 0.0
    public var perMinute = 0

    public init(
        run: RunID, kind: RunSubmission.Kind, experiment: String, state: RunState,
        counts: RunCounts, endings: RunEndings = RunEndings()
    ) {
        self.endings = endings
        self.run = run
        self.kind = kind
        self.experiment = experiment
        self.state = state
        self.counts = counts
    }
}

/// One connected worker in `preflight status`.
public struct WorkerOverview: Hashable, Sendable, Codable {
    public var name: String
    public var host: String
    public var slots: Int
    /// What it has, in the order in which it got it; where the list is cut, `busy` counts all.
    public var running: [AttemptID]
    /// For each of `running` since how many seconds it has it, …
    public var ages: [Double] = []
    /// … and the steps done by then.
    public var steps: [Int] = []
    public var busy: Int
    public var standing = WorkerStanding.ready
    /// Seconds since anything was heard of it.
    public var silence = 0.0

    public init(name: String, host: String, slots: Int, running: [AttemptID]) {
        busy = running.count
        self.name = name
        self.host = host
        self.slots = slots
        self.running = running
    }
}
