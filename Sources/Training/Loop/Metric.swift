/// The metrics of an epoch that a file may name.
package enum Metric {
    package static let names = [
        "validation-loss", "validation-accuracy", "validation-r2", "training-loss",
        "training-accuracy",
    ]

    package static func goal(of name: String) -> MetricGoal {
        name.hasSuffix("-loss") ? .minimize : .maximize
    }

    /// The names that a training has whose loss is judged by `accuracy` or `r2`.
    package static func names(score: String) -> [String] {
        names.filter { score == "r2" ? !$0.hasSuffix("accuracy") : !$0.hasSuffix("r2") }
    }
}
