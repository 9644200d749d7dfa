/// Which way a metric gets better.
public enum MetricGoal: String, Hashable, Sendable {
    /// The metric is to fall, as losses are.
    case minimize
    /// The metric is to rise, as scores are.
    case maximize
}
