internal import Foundation

/// What a monitor found wrong with one trial's training.
public struct TrialFinding: Hashable, Sendable, Codable {
    /// All findings of one trial together have at most this many bytes as JSON.
    public static let sizeLimit = 512

    /// The check's name.
    public var check: String
    public var verdict: Finding.Verdict
    /// What was seen; cut where there is more than fits.
    public var evidence: String

    public init(check: String, verdict: Finding.Verdict, evidence: String) {
        self.check = check
        self.verdict = verdict
        self.evidence = evidence
    }

    /// What of these findings is wrong, causes before what they explain and then failures first,
    /// as much of it as fits the limit: the first of them in more words than the rest.
    public static func fitting(_ findings: [Finding]) -> [TrialFinding] {
        let wrong = causesFirst(
            findings.filter { $0.verdict == .failed } + findings.filter { $0.verdict == .warned })
        for count in stride(from: wrong.count, to: 0, by: -1) {
            for (first, length) in [(400, 400), (200, 200), (100, 100), (100, 50), (50, 50)] {
                let cut = wrong.prefix(count).enumerated().map { index, finding in
                    TrialFinding(
                        check: finding.check, verdict: finding.verdict,
                        evidence: Self.cut(finding.evidence, to: index == 0 ? first : length))
                }
                let size = try? CanonicalJSON.encode(cut).count
                if let size, size <= sizeLimit { return cut }
            }
        }
        return []
    }

    /// Each time the first that none of the rest explains, or the first where they go in a circle.
    private static func causesFirst(_ findings: [Finding]) -> [Finding] {
        var rest = findings
        var ordered: [Finding] = []
        while !rest.isEmpty {
            let next = rest.firstIndex { finding in
                !rest.contains {
                    $0.check != finding.check && $0.explains.contains(finding.check)
                }
            }
            ordered.append(rest.remove(at: next ?? 0))
        }
        return ordered
    }

    private static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(length - 1) + "…"
    }
}
