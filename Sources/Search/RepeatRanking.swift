public import Jobs

/// Ranks trials by their runs with fresh seeds alone: the value that made a trial a leader is the
/// best of many, and says more about luck than about the trial.
public struct RepeatRanking: Hashable, Sendable, Codable {
    /// One trial's fresh runs taken together.
    public struct Entry: Hashable, Sendable, Codable {
        /// The trial's index.
        public var trial: Int
        /// From 1.
        public var rank: Int
        /// Each seed's value of the metric; nil where the run gave none.
        public var values: [Double?]
        /// The mean of the values that there are; nil where there is none.
        public var mean: Double?
        /// Against the trial ranked first; nil for that one, and where no seed has both.
        public var behindFirst: PairedComparison?
        /// Against the trial ranked one before.
        public var behindPrevious: PairedComparison?

        /// How many runs gave no value.
        public var missing: Int { values.count { $0 == nil } }
    }

    public var entries: [Entry]

    /// Ranks by the mean. A trial with runs that gave no value stands behind all with fewer such
    /// runs; ties go by index.
    ///
    /// - Parameter values: each trial's values by seed, of as many seeds for every trial.
    public init(_ values: [Int: [Double?]], goal: SearchPlan.Goal) {
        entries = values.keys.sorted().map { trial in
            let own = (values[trial] ?? []).map { $0.flatMap { $0.isFinite ? $0 : nil } }
            let found = own.compactMap { $0 }
            return Entry(
                trial: trial, rank: 0, values: own,
                mean: found.isEmpty ? nil : PairedComparison.mean(found))
        }
        entries.sort { Self.precedes($0, $1, goal) }
        for index in entries.indices {
            entries[index].rank = index + 1
            guard index > 0 else { continue }
            entries[index].behindFirst = compare(index, with: 0, goal)
            entries[index].behindPrevious = compare(index, with: index - 1, goal)
        }
    }

    private static func precedes(_ left: Entry, _ right: Entry, _ goal: SearchPlan.Goal) -> Bool {
        if left.missing != right.missing { return left.missing < right.missing }
        if let first = left.mean, let second = right.mean, first != second {
            return goal.isBetter(first, than: second)
        }
        return left.trial < right.trial
    }

    private func compare(
        _ index: Int, with other: Int, _ goal: SearchPlan.Goal
    ) -> PairedComparison? {
        PairedComparison(
            entries[index].values, with: entries[other].values, of: entries[other].trial,
            goal: goal)
    }
}

extension SearchPlan.Goal {
    /// Whether `value` is better than `other`.
    func isBetter(_ value: Double, than other: Double) -> Bool {
        switch self {
        case .minimize: value < other
        case .maximize: value > other
        }
    }
}
