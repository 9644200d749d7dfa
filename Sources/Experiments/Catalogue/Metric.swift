internal import Training

/// The metrics of an epoch that a file may name.
enum Metric {
    static let names = [
        "validation-loss", "validation-accuracy", "validation-r2", "training-loss",
        "training-accuracy",
    ]

    static func goal(of name: String) -> MetricGoal {
        name.hasSuffix("-loss") ? .minimize : .maximize
    }

    /// The names that a training has whose loss is judged by `accuracy` or `r2`.
    static func names(score: String) -> [String] {
        names.filter { score == "r2" ? !$0.hasSuffix("accuracy") : !$0.hasSuffix("r2") }
    }
}
