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

    /// What of these findings is wrong, failures first, as much of it as fits the limit.
    public static func fitting(_ findings: [Finding]) -> [TrialFinding] {
        let wrong =
            findings.filter { $0.verdict == .failed } + findings.filter { $0.verdict == .warned }
        for count in stride(from: wrong.count, to: 0, by: -1) {
            for length in [400, 200, 100, 50] {
                let cut = wrong.prefix(count).map {
                    TrialFinding(
                        check: $0.check, verdict: $0.verdict,
                        evidence: Self.cut($0.evidence, to: length))
                }
                let size = try? CanonicalJSON.encode(cut).count
                if let size, size <= sizeLimit { return cut }
            }
        }
        return []
    }

    private static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(length - 1) + "…"
    }
}
