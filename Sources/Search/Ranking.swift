public import Jobs

/// Orders trials by a metric; the same trials give the same order, however they came in.
public enum Ranking {
    /// One trial with the value that it is judged by.
    public struct Entry: Hashable, Sendable, Codable {
        /// The trial's index.
        public var trial: Int
        public var value: Double

        public init(trial: Int, value: Double) {
            self.trial = trial
            self.value = value
        }
    }

    /// Returns the trials that can be ranked, best first, ties by index: those completed whose last
    /// value of `metric` is a finite number.
    ///
    /// - Parameter trials: results by trial index.
    public static func rank(
        trials: [Int: TrialResult], metric: String, goal: SearchPlan.Goal
    ) -> [Entry] {
        let entries = trials.compactMap { index, result -> Entry? in
            guard result.state == .completed, let value = result.metrics[metric], value.isFinite
            else { return nil }
            return Entry(trial: index, value: value)
        }
        return entries.sorted { left, right in
            if goal.isBetter(left.value, than: right.value) { return true }
            if goal.isBetter(right.value, than: left.value) { return false }
            return left.trial < right.trial
        }
    }

    /// Returns, for each ranked trial by index, the best value among it and those before it.
    ///
    /// Index and not arrival decides, so the curve does not depend on the number of workers.
    public static func bestSoFar(_ entries: [Entry], goal: SearchPlan.Goal) -> [Entry] {
        var best: Double?
        return entries.sorted { $0.trial < $1.trial }.map { entry in
            if best.map({ goal.isBetter(entry.value, than: $0) }) ?? true { best = entry.value }
            return Entry(trial: entry.trial, value: best ?? entry.value)
        }
    }
}
