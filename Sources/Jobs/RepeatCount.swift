/// How many of the leading trials run again, and with how many fresh seeds: `5x5`.
public struct RepeatCount: Hashable, Sendable, Codable, CustomStringConvertible {
    public static let trialRange = 1...20
    /// One seed would give no interval.
    public static let seedRange = 2...50

    /// Leading trials.
    public var trials: Int
    /// Fresh seeds, common to all of these trials.
    public var seeds: Int

    public init(trials: Int, seeds: Int) {
        self.trials = trials
        self.seeds = seeds
    }

    /// Reads `5x5`; nil for anything else, and for numbers out of range.
    public init?(_ text: String) {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let trials = parts[0], let seeds = parts[1] else { return nil }
        self.init(trials: trials, seeds: seeds)
        guard isAllowed else { return nil }
    }

    public var isAllowed: Bool {
        Self.trialRange.contains(trials) && Self.seedRange.contains(seeds)
    }

    public var description: String { "\(trials)x\(seeds)" }

    /// What a reader of a text that is none is told to write.
    public static let allowed =
        "TRIALSxSEEDS such as 5x5, with \(trialRange.lowerBound) to \(trialRange.upperBound) "
        + "trials and \(seedRange.lowerBound) to \(seedRange.upperBound) seeds"
}
