/// What the reference job gave: a digest for each part, such as `products`.
public typealias CanaryDigests = [String: String]

/// The reference job that every worker does before it joins, so that a host which computes
/// otherwise than the fleet is known before it has spoilt a run.
public enum Canary {
    /// A part's or a digest's longest name in bytes, and the most parts.
    public static let longestWord = 64
    public static let mostParts = 64

    /// The program whose digests are recorded.
    public static let program = "preflight"

    /// What differs from the digests that hold, of what both have, by name; empty where nothing
    /// does.
    public static func differences(_ found: CanaryDigests, _ expected: CanaryDigests) -> [String] {
        found.filter { part, digest in expected[part].map { $0 != digest } ?? false }.keys.sorted()
    }
}
