internal import Checks
internal import Jobs
internal import Training

/// The metrics of one form of the weights, as `preflight evaluate --json` prints them.
struct EvaluationAnswer: Encodable {
    /// A class, or a label, with its shares and their intervals of 95 %.
    private struct OfClass: Encodable {
        let name: String
        let actual: Int
        let given: Int
        let right: Int
        let metrics: [String: Double]
        let intervals: [String: [Double]]
    }

    private struct Pair: Encodable {
        let actual: String
        let given: String
        let count: Int
        /// Of the answers that were to be `actual`.
        let share: Double
    }

    let form: String
    let metrics: [String: Double]
    /// The lower and the upper end, by metric.
    private let intervals: [String: [Double]]
    /// Why a metric has no value.
    private let undefined: [String: String]
    private let rows: Int
    /// As many as rows, or as all their positions or labels.
    private let answers: Int
    private let classes: [OfClass]
    /// Line by actual, column by given class; nil where answers are no classes.
    private let confusion: [[Int]]?
    private let largestConfusions: [Pair]
    /// The share of 0 among the weights of more than one axis.
    let sparsity: Double
    /// What the weights of all members take in memory.
    let weightBytes: Int

    init(_ judged: JudgedForm, sparsity: Double, weightBytes: Int) {
        let (found, labels) = (judged.metrics, judged.labels)
        func prefixed<Value>(_ values: [String: Value]) -> [String: Value] {
            Dictionary(uniqueKeysWithValues: values.map { ("validation-\($0.key)", $0.value) })
        }
        form = judged.name
        metrics = judged.evaluation.metrics(prefix: "validation")
        intervals = prefixed(
            found.values.keys.reduce(into: [:]) { all, name in
                all[name] = found.interval(name).map { [$0.lowerBound, $0.upperBound] }
            })
        undefined = prefixed(found.undefined)
        rows = found.rows
        answers = found.answers
        classes = found.classes.map { one in
            let values = [
                ("precision", one.precision), ("recall", one.recall), ("f1", one.f1),
                ("auc", one.auc),
            ].compactMap { name, value in value.map { (name, $0) } }
            return OfClass(
                name: labels[one.index], actual: one.actual, given: one.given, right: one.right,
                metrics: Dictionary(uniqueKeysWithValues: values.map { ($0, $1.value) }),
                intervals: Dictionary(
                    uniqueKeysWithValues: values.map { name, value in
                        let range =
                            name == "auc"
                            ? found.interval(ofArea: value) : found.interval(ofShare: value)
                        return (name, [range.lowerBound, range.upperBound])
                    }))
        }
        confusion = judged.confusion.map { matrix in
            (0..<matrix.classes).map {
                Array(matrix.counts[$0 * matrix.classes..<($0 + 1) * matrix.classes])
            }
        }
        largestConfusions = (judged.confusion?.largest(20) ?? []).map {
            Pair(
                actual: labels[$0.actual], given: labels[$0.given], count: $0.count,
                share: $0.share)
        }
        self.sparsity = sparsity
        self.weightBytes = weightBytes
    }
}
