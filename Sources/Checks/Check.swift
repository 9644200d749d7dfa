public import Experiments
public import Jobs

/// One question about an experiment that ends in a finding.
///
/// A check is a value in a file of its own, and its stored properties are the thresholds that it
/// judges by, with their defaults; ``CheckRegistry`` lists it. What it may conclude follows three
/// rules: *fail* only on a dimensionless criterion or a parity, otherwise *warn*; be able to fail;
/// judge nothing by one seed where randomness matters.
public protocol Check: Codable, Hashable, Sendable {
    /// The name on the command line and in reports.
    static var name: String { get }
    /// What the check verifies, in a few words.
    static var verifies: String { get }
    /// The floating-point operations that the check may ask for: it takes fewer rows or steps of a
    /// large network, and is skipped where those would tell nothing.
    static var budget: Double { get }
    /// Checks whose failures and warnings are symptoms of what this one finds: its finding stands
    /// before theirs, and the summary names them with it.
    static var explains: [String] { get }
    /// What a sound experiment shows by these thresholds, in a few words.
    var expected: String { get }
    /// The check with its thresholds at their defaults.
    init()
}

/// A check that has a job of its own, named like it.
public protocol Examination: Check {
    /// 0 no step, 1 few steps, 2 some thousand steps, 3 several short trainings.
    static var tier: Int { get }
    /// Checks that must not have failed for this one to make sense.
    static var needs: [String] { get }
    /// Carries out the check.
    /// - Throws: what keeps the check from being carried out at all, such as unreadable data.
    func examine(_ recipe: Recipe) throws -> Finding
}

extension Examination {
    /// By tier: what a core does in some seconds, a few more, and some minutes.
    public static var budget: Double { [2e11, 4e11, 1e13, 1e12][min(tier, 3)] }

    public static var needs: [String] { Recipe.needs }

    /// 0 no step, 1 few steps, 2 some thousand steps, 3 several short trainings.
    public var tier: Int { Self.tier }
    /// Checks that must not have failed for this one to make sense.
    public var needs: [String] { Self.needs }
}

extension Check {
    public static var explains: [String] { [] }

    /// The name on the command line and in reports.
    public var name: String { Self.name }
    /// What the check verifies, in a few words.
    public var verifies: String { Self.verifies }

    /// A finding of this check, with the thresholds that it judged by.
    ///
    /// - Parameter explains: the checks whose findings would be symptoms of this one: all of the
    ///   check's where it has failed or warned and nothing else is said.
    public func finding(
        _ verdict: Finding.Verdict, _ evidence: String, advice: String = "",
        explains: [String]? = nil, measurements: [Measurement] = [], series: [Series] = [],
        pictures: [Picture] = [], tables: [Table] = []
    ) -> Finding {
        Finding(
            check: name, verdict: verdict, verifies: verifies, expected: expected,
            thresholds: thresholds, measurements: measurements, evidence: evidence,
            advice: verdict == .passed || verdict == .skipped ? "" : advice,
            explains: verdict == .failed || verdict == .warned ? explains ?? Self.explains : [],
            series: series, pictures: pictures, tables: tables)
    }
}

extension Recipe {
    /// The checks whose failure makes any answer of a network meaningless, or impossible to
    /// compute: wrong data or shapes. A symptom holds nothing back.
    static let needs = [Schema.name, Labels.name, Shapes.name]
}
