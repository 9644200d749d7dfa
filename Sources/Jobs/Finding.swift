/// What one check found: the verdict, what it was judged by, and what to do about it.
public struct Finding: Hashable, Sendable, Codable {
    /// How a check ended.
    public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        case passed, warned, failed
        /// It does not apply to this experiment, or a check that it builds on has failed.
        case skipped
        /// It could not be carried out.
        case error
    }

    /// The check's name, such as `initial-loss`.
    public var check: String
    public var verdict: Verdict
    /// What the check verifies, in the words of a validation report's column.
    public var verifies: String
    /// What a sound experiment shows, in the words of a validation report's column.
    public var expected: String
    /// The numbers that it was judged by, by their names in the experiment file.
    public var thresholds: [String: Double]
    public var measurements: [Measurement]
    /// One sentence: what was seen.
    public var evidence: String
    /// What probably causes it and what to try; empty where all is well.
    public var advice: String
    /// Checks whose failures and warnings would be symptoms of this one; empty where all is well.
    public var explains: [String]
    public var series: [Series]
    /// At most 16, at most 256 KiB together.
    public var pictures: [Picture]
    public var tables: [Table]

    public init(
        check: String, verdict: Verdict, verifies: String, expected: String,
        thresholds: [String: Double] = [:], measurements: [Measurement] = [], evidence: String,
        advice: String = "", explains: [String] = [], series: [Series] = [],
        pictures: [Picture] = [], tables: [Table] = []
    ) {
        self.check = check
        self.verdict = verdict
        self.verifies = verifies
        self.expected = expected
        self.thresholds = thresholds
        self.measurements = measurements
        self.evidence = evidence
        self.advice = advice
        self.explains = explains
        self.series = series
        self.pictures = pictures
        self.tables = tables
    }
}
