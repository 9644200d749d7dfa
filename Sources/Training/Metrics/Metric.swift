/// The metrics of an epoch that a file may name: each judges the validation rows, and `loss` and
/// `accuracy` also the training rows, each as it was when its batch was learned from.
///
/// `precision`, `recall` and `f1` are macro averages: the plain mean over the classes that the rows
/// have, or over the labels where a row has several. `auc` is the area under the ROC curve: of two
/// classes that of the second, of more the macro mean of each against the rest, of several labels
/// their mean. `mae` is the mean absolute error over all outputs.
package enum Metric {
    /// What is counted, as a name says it behind `validation-`.
    package struct Kind: Sendable {
        package let name: String
        package let goal: MetricGoal
        /// The scores of the losses that it suits, `accuracy` or `r2`; nil: of all.
        let score: String?

        init(_ name: String, _ goal: MetricGoal = .maximize, of score: String? = nil) {
            self.name = name
            self.goal = goal
            self.score = score
        }
    }

    /// In the order of reports.
    package static let kinds = [
        Kind("loss", .minimize), Kind("accuracy", of: "accuracy"),
        Kind("precision", of: "accuracy"), Kind("recall", of: "accuracy"),
        Kind("f1", of: "accuracy"), Kind("auc", of: "accuracy"), Kind("r2", of: "r2"),
        Kind("mae", .minimize, of: "r2"),
    ]

    package static let names =
        kinds.map { "validation-\($0.name)" } + ["training-loss", "training-accuracy"]

    package static func goal(of name: String) -> MetricGoal {
        kinds.first { name.hasSuffix("-\($0.name)") }?.goal ?? .maximize
    }

    /// The names that a training has whose loss is judged by `accuracy` or `r2`.
    package static func names(score: String) -> [String] {
        names.filter { name in
            kinds.contains {
                name.hasSuffix("-\($0.name)") && ($0.score == nil || $0.score == score)
            }
        }
    }
}
