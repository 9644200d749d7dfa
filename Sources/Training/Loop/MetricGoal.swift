/// Which way a metric gets better.
public enum MetricGoal: String, Hashable, Sendable {
    case minimize
    case maximize
}
