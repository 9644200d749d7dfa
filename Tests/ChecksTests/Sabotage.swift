import Experiments
import Checks
import Jobs
import Testing

/// One edit that breaks a sound experiment, and what a check must say about it.
struct Sabotage: Sendable, CustomTestStringConvertible {
    let check: String
    let edit: String
    let file: String
    let verdict: Finding.Verdict
    /// What the evidence must contain.
    let evidence: String
    private let apply: @Sendable (inout Recipe) -> Void
    /// A training made by hand, for monitors; nil trains.
    private let made: MadeTraining?

    init(
        _ check: String, _ edit: String, of file: String = "ok-01", _ verdict: Finding.Verdict,
        _ evidence: String, made: MadeTraining? = nil,
        _ apply: @escaping @Sendable (inout Recipe) -> Void = { _ in }
    ) {
        self.check = check
        self.edit = edit
        self.file = file
        self.verdict = verdict
        self.evidence = evidence
        self.made = made
        self.apply = apply
    }

    var testDescription: String { "\(check): \(edit)" }

    func finding() throws -> Finding {
        var subject = try Recipe.sample(file, job: check)
        apply(&subject)
        return try made?.finding(of: check) ?? subject.finding(of: check)
    }

    static let all =
        data + rows + sets + network + outputs + heads + engine + structured + mechanics + training
        + rounded + rates + monitored + seen + firstPass + oneBatch + baselines
}
