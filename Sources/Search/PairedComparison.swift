internal import Jobs

/// How far one trial is ahead of another by runs with the same seeds.
///
/// Seeds that both share cancel in the differences, so that fewer of them tell two trials apart
/// (Bouthillier et al., "Accounting for variance in machine learning benchmarks", MLSys 2021,
/// arXiv 2103.03098).
public struct PairedComparison: Hashable, Sendable, Codable {
    /// The trial that this one is compared with.
    public var other: Int
    /// Seeds with a value of both.
    public var pairs: Int
    /// The mean over the pairs of how much better the other is, in units of the metric: below 0
    /// where it is worse.
    public var difference: Double
    /// The ends of the difference's 95 % interval, from Student's t distribution; nil where fewer
    /// than two pairs give none.
    public var low: Double?
    public var high: Double?
    /// The share of pairs in which the other is the better one, ties half.
    public var probabilityOtherIsBetter: Double

    /// Whether the interval leaves 0 out.
    public var isSeparated: Bool {
        guard let low, let high else { return false }
        return low > 0 || high < 0
    }

    /// Compares values by seed; nil where no seed has both.
    init?(_ own: [Double?], with others: [Double?], of other: Int, goal: SearchPlan.Goal) {
        let sign = goal.isBetter(1, than: 0) ? 1.0 : -1
        let differences = zip(own, others).compactMap { own, other in
            own.flatMap { own in other.map { sign * ($0 - own) } }
        }
        guard !differences.isEmpty else { return nil }
        let mean = Self.mean(differences)
        self.other = other
        pairs = differences.count
        difference = mean
        probabilityOtherIsBetter = Self.mean(differences.map { $0 > 0 ? 1 : $0 < 0 ? 0 : 0.5 })
        guard pairs > 1 else { return }
        let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(pairs - 1) / Double(pairs)).squareRoot()
        let width = error * StudentDistribution.halfWidth(degreesOfFreedom: pairs - 1)
        low = mean - width
        high = mean + width
    }

    /// Summed from the first value on, so that equal values have exactly that mean.
    static func mean(_ values: [Double]) -> Double {
        let first = values[0]
        return first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
    }
}
