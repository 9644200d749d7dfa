/// All that a slot needs to carry out one attempt, but for the blobs, which it fetches by hash.
public struct Assignment: Hashable, Sendable, Codable {
    public var attempt: AttemptID
    public var job: PlannedJob
    public var program: Program
    public var file: ContentHash
    public var data: [BlobReference]
    public var seed: UInt64
    public var numerics: String
    /// What the job reads.
    public var outcomes: ReadOutcomes

    public init(
        attempt: AttemptID, job: PlannedJob, program: Program, file: ContentHash,
        data: [BlobReference], seed: UInt64, numerics: String,
        outcomes: ReadOutcomes = .list([])
    ) {
        self.attempt = attempt
        self.job = job
        self.program = program
        self.file = file
        self.data = data
        self.seed = seed
        self.numerics = numerics
        self.outcomes = outcomes
    }

    /// All blobs that the attempt needs.
    public var blobs: [ContentHash] {
        var blobs = [file] + data.map(\.hash)
        if let hash = job.search?.listBlob { blobs.append(hash) }
        if case .blob(let hash) = outcomes { blobs.append(hash) }
        return blobs
    }
}
