/// What a job is given of earlier jobs: it waits until all of them have their outcomes, failed and
/// quarantined ones included.
public struct JobRead: Hashable, Sendable, Codable {
    /// Which jobs, by name.
    public enum Source: Hashable, Sendable {
        case job(String)
        /// `prefix` followed by each number from `first` up to `end`, without it: `trial/0`, ….
        case range(prefix: String, first: Int, end: Int)
    }

    /// What of each outcome.
    public enum Part: Hashable, Sendable {
        case outcome
        /// The state and this one metric of a trial.
        case metric(String)
    }

    public var source: Source
    public var part: Part

    public init(_ source: Source, part: Part = .outcome) {
        self.source = source
        self.part = part
    }
}
