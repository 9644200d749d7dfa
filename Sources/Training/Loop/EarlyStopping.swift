/// When a training ends early: after `patience` epochs in which a metric got no better.
public struct EarlyStopping: Hashable, Sendable {
    /// One of an epoch's metrics, such as `validation-loss`.
    public var metric: String
    /// Whether the metric is to fall or to rise.
    public var goal: MetricGoal
    /// In epochs.
    public var patience: Int
    /// Better by no more than this is no better.
    public var minimumImprovement: Double

    /// Makes a rule; traps where `patience` is below 1 epoch.
    public init(
        metric: String = "validation-loss", goal: MetricGoal = .minimize, patience: Int = 10,
        minimumImprovement: Double = 0
    ) {
        if patience < 1 { fatalError("a patience is 1 epoch or more, not \(patience)") }
        self.metric = metric
        self.goal = goal
        self.patience = patience
        self.minimumImprovement = minimumImprovement
    }

    /// Counts one more epoch, and returns whether the training ends here.
    func ends(_ waiting: inout Patience, after metrics: [String: Double]) -> Bool {
        guard let value = metrics[metric] else {
            // Of these rows it has none, such as an area under the curve of one class.
            if Metric.names.contains(metric) { return false }
            fatalError("\(metric) is none of an epoch's metrics \(metrics.keys.sorted())")
        }
        waiting.judge(value) { value, best in
            goal == .minimize
                ? value < best - minimumImprovement : value > best + minimumImprovement
        }
        return waiting.waited >= patience
    }
}
