/// What a job is given of one job that it reads.
public struct ReadOutcome: Hashable, Sendable, Codable {
    public enum Content: Hashable, Sendable {
        case outcome(Outcome)
        /// The state and one metric of a trial.
        case score(TrialScore)
    }

    /// The job's name.
    public var job: String
    public var content: Content

    public init(job: String, content: Content) {
        self.job = job
        self.content = content
    }
}

/// How a trial ended, with one of its metrics.
public struct TrialScore: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable {
        case completed, infeasible
        /// It could not be carried out, or was none.
        case failed
    }

    public var state: State
    /// Nil where the trial has no such metric.
    public var value: Double?

    public init(state: State, value: Double? = nil) {
        self.state = state
        self.value = value
    }
}

/// The outcomes that an assignment carries, in the order of the job's reads.
public enum ReadOutcomes: Hashable, Sendable {
    case list([ReadOutcome])
    /// What would not fit a message: the canonical JSON of the list, as a blob.
    case blob(ContentHash)

    /// Bytes of a list's JSON that an assignment carries itself; a longer one becomes a blob.
    public static let room = 32 << 10
}
