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

extension JobRead {
    /// Jobs that one read names at most.
    public static let limit = 1_000_000

    /// The names of the jobs, in order; nil where a range is none, or one of too many jobs.
    public var names: [String]? {
        switch source {
        case .job(let name): return [name]
        case .range(let prefix, let first, let end):
            guard first >= 0, first <= end, end - first <= Self.limit else { return nil }
            return (first..<end).map { "\(prefix)\($0)" }
        }
    }
}
