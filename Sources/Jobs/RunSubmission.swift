/// One `check` or `search` of one experiment, as a client hands it in.
public struct RunSubmission: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case check, search
    }

    /// Names this submission: handed in again with the same name, by the same owner, it is the same
    /// run. 128 random bits in hexadecimal.
    public var id: String?
    public var kind: Kind
    public var program: Program
    /// The experiment's name.
    public var experiment: String
    /// The experiment file's bytes.
    public var file: ContentHash
    /// The data files, by their path as the experiment file writes it.
    public var data: [BlobReference]
    public var seed: UInt64
    /// The numerics that every result must be made with; nil takes the first worker's default.
    public var numerics: String?
    /// Seconds that the run may wait without any worker that could run its jobs, by the
    /// coordinator's clock, before it is given up; nil: for ever.
    public var workerTimeout: Double?
    /// A check's jobs; for a search those that follow the trials, which the coordinator samples.
    public var jobs: [PlannedJob]
    public var search: SearchPlan?

    public init(
        id: String? = Seal.drawName(), kind: Kind, program: Program, experiment: String,
        file: ContentHash,
        data: [BlobReference], seed: UInt64, numerics: String? = nil,
        workerTimeout: Double? = nil, jobs: [PlannedJob] = [], search: SearchPlan? = nil
    ) {
        self.id = id
        self.kind = kind
        self.program = program
        self.experiment = experiment
        self.file = file
        self.data = data
        self.seed = seed
        self.numerics = numerics
        self.workerTimeout = workerTimeout
        self.jobs = jobs
        self.search = search
    }

    /// All blobs that its jobs need, and what it lists apart.
    public var blobs: [ContentHash] {
        [file] + data.map(\.hash) + [search?.listBlob].compactMap(\.self)
    }
}

extension RunSubmission {
    /// Bytes that a submission's message may have, so that it fits every message that tells of it.
    public static let sizeLimit = JobResult.sizeLimit

    /// What is said about one that is larger.
    public static func tooLarge(_ bytes: Int) -> String {
        "the run's description has \(bytes) bytes and at most \(sizeLimit) fit a message: list "
            + "fewer trials, or let them be drawn"
    }
}
