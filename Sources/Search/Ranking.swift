public import Jobs

/// Orders trials by a metric; the same trials give the same order, however they came in.
public enum Ranking {
    /// One trial with the value that it is judged by.
    public struct Place: Hashable, Sendable, Codable {
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
    ) -> [Place] {
        let places = trials.compactMap { index, result -> Place? in
            guard result.state == .completed, let value = result.metrics[metric], value.isFinite
            else { return nil }
            return Place(trial: index, value: value)
        }
        return places.sorted { left, right in
            if isBetter(left.value, than: right.value, goal: goal) { return true }
            if isBetter(right.value, than: left.value, goal: goal) { return false }
            return left.trial < right.trial
        }
    }

    /// Returns, for each ranked trial by index, the best value among it and those before it.
    ///
    /// Index and not arrival decides, so the curve does not depend on the number of workers.
    public static func bestSoFar(_ places: [Place], goal: SearchPlan.Goal) -> [Place] {
        var best: Double?
        return places.sorted { $0.trial < $1.trial }.map { place in
            if best.map({ isBetter(place.value, than: $0, goal: goal) }) ?? true {
                best = place.value
            }
            return Place(trial: place.trial, value: best ?? place.value)
        }
    }

    private static func isBetter(
        _ left: Double, than right: Double, goal: SearchPlan.Goal
    ) -> Bool {
        switch goal {
        case .minimize: left < right
        case .maximize: left > right
        }
    }
}
