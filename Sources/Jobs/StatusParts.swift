/// How the recorded jobs of a run ended.
public struct RunEndings: Hashable, Sendable, Codable {
    /// With a result: findings, a trial (also an infeasible one), a probe or a plan.
    public var done = 0
    /// Quarantined, refused, or given up.
    public var failed = 0
    public var cancelled = 0
    /// Not run because of a check that failed.
    public var heldBack = 0

    public init() {}

    public mutating func count(_ failure: Failure.Kind?, _ count: Int = 1) {
        switch failure {
        case nil: done += count
        case .cancelled: cancelled += count
        case .heldBack: heldBack += count
        default: failed += count
        }
    }
}

/// A host that gets no jobs, or only those that no other can run.
public struct HostOverview: Hashable, Sendable, Codable {
    public enum Standing: String, Hashable, Sendable, Codable {
        /// For a while, because of its own trouble.
        case rests
        /// Several jobs in a row died there.
        case doubtful
        /// For good: jobs that died there ended well elsewhere.
        case drained
    }

    public var host: String
    public var standing: Standing
    /// What happened there.
    public var words: String
    /// How long it rests yet; 0 where it does not rest.
    public var seconds: Double

    public init(host: String, standing: Standing, words: String, seconds: Double = 0) {
        self.host = host
        self.standing = standing
        self.words = words
        self.seconds = seconds
    }
}

/// What a connected worker is about.
public enum WorkerStanding: String, Hashable, Sendable, Codable {
    case ready
    /// Nothing was heard of it for several beats: it gets no new jobs.
    case silent
    /// It gets no more jobs, and ends once it has none: an operator's wish.
    case draining
    /// It said that it is about to end.
    case leaving
}
