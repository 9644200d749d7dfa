public import Jobs

/// How a run's findings are counted: what people said beforehand about them.
public struct ReportRules: Hashable, Sendable {
    /// Checks whose findings are known and may be wrong, with the reason why.
    public var accepted: [String: String]
    /// Whether warnings count as failures do.
    public var isStrict: Bool
    /// Whether the run ends at the first finding that counts as a failure, in report order.
    public var stopsAtFirst: Bool

    public init(
        accepted: [String: String] = [:], isStrict: Bool = false, stopsAtFirst: Bool = false
    ) {
        self.accepted = accepted
        self.isStrict = isStrict
        self.stopsAtFirst = stopsAtFirst
    }

    /// Whether the finding failed, or warned where that counts, and is not a known one.
    public func fails(_ finding: Finding) -> Bool {
        guard finding.verdict == .failed || isStrict && finding.verdict == .warned else {
            return false
        }
        return accepted[finding.check] == nil
    }

    /// Whether a run that stops at its first failure has found it: nothing that stands before that
    /// finding in report order can still come.
    public func isDecided(_ submission: RunSubmission, _ records: [JobRecord]) -> Bool {
        guard stopsAtFirst else { return false }
        return FindingOrder.settled(of: submission, in: records).contains(where: fails)
    }

    /// The findings of a run that ended at its first failure; whatever else came is left out, so
    /// that it does not matter who was faster.
    func upToFirstFailure(_ findings: [Finding]) -> [Finding] {
        guard stopsAtFirst, let first = findings.firstIndex(where: fails) else { return findings }
        return findings[...first]
            + findings[(first + 1)...].map {
                Finding(
                    check: $0.check, verdict: .skipped, verifies: "", expected: "",
                    evidence: "The run was stopped at the first failure.")
            }
    }
}
