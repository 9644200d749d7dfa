internal import ElementaryFunctions
public import Tensors

/// A loss a second time, in plain double arithmetic and always averaged: what the loss that trains
/// is held against, and what a network that knows nothing would score.
///
/// A loss writes its own beside itself, by another way than its kernel's.
public struct ReferenceLoss: Sendable {
    /// What a network that knows nothing of the inputs is held against.
    public enum Baseline: Sendable {
        /// Such a network's loss, what an excess over it is counted in (`unit`, such as `ln 10`),
        /// and what it answers in a few words.
        case loss(level: Double, scale: Double, unit: String, words: String)
        /// For losses of numbers: the mean square of the outputs and the variance of the targets,
        /// each output's own, averaged. Outputs that know nothing are no larger than targets vary.
        case spread(outputs: Double, targets: Double)
    }

    /// The rows that count.
    public struct Rows: Sendable {
        /// How many outputs belong to one target.
        public let width: Int
        /// Each row's outputs.
        public let outputs: [[Double]]
        /// Each row's target as numbers: a distribution for losses of classes, values otherwise.
        public let goals: [[Double]]
    }

    /// What a loss is computed of.
    public enum Form: Sendable {
        /// Of all outputs of a row together, and the target as a distribution over the classes.
        case ofClasses(@Sendable (_ outputs: [Double], _ goal: [Double]) -> Double)
        /// Of each output and its target alone; the row's is their mean.
        case ofValues(@Sendable (_ output: Double, _ goal: Double) -> Double)
    }

    private let form: Form
    private let ignoredClass: Int32?
    private let baseline: @Sendable (Rows) -> Baseline

    /// - Parameters:
    ///   - ignoredClass: rows of this class count nothing.
    ///   - baseline: what guessing scores on such rows.
    public init(
        _ form: Form, ignoredClass: Int32? = nil, baseline: @escaping @Sendable (Rows) -> Baseline
    ) {
        self.form = form
        self.ignoredClass = ignoredClass
        self.baseline = baseline
    }

    /// The mean over the rows.
    public func mean(outputs: Tensor, targets: Targets) -> Double {
        let losses = losses(outputs: outputs, targets: targets)
        return losses.reduce(0, +) / Double(max(losses.count, 1))
    }

    /// The loss of each row, or position, that counts.
    public func losses(outputs: Tensor, targets: Targets) -> [Double] {
        let rows = rows(outputs, targets)
        return zip(rows.outputs, rows.goals).map { outputs, goal in
            switch form {
            case .ofClasses(let loss): return loss(outputs, goal)
            case .ofValues(let loss):
                let sum = zip(outputs, goal).reduce(0) { $0 + loss($1.0, $1.1) }
                return sum / Double(rows.width)
            }
        }
    }

    /// Returns what a network that knows nothing of the inputs would score on these targets.
    public func baseline(outputs: Tensor, targets: Targets) -> Baseline {
        baseline(rows(outputs, targets))
    }

    private func rows(_ outputs: Tensor, _ targets: Targets) -> Rows {
        let values = outputs.doubles
        let width = values.count / max(targets.count, 1)
        let counted = (0..<targets.count).filter { row in
            guard case .classes(let classes) = targets else { return true }
            return classes[row] != ignoredClass
        }
        return Rows(
            width: width, outputs: counted.map { Array(values[$0 * width..<($0 + 1) * width]) },
            goals: goals(targets, counted, width))
    }

    private func goals(_ targets: Targets, _ rows: [Int], _ width: Int) -> [[Double]] {
        switch targets {
        case .classes(let classes):
            if case .ofValues = form {
                return rows.map { [Double](repeating: Double(classes[$0]), count: width) }
            }
            return rows.map { row in (0..<width).map { $0 == Int(classes[row]) ? 1 : 0 } }
        case .values(let tensor), .probabilities(let tensor):
            let values = tensor.doubles
            let width = values.count / max(targets.count, 1)
            return rows.map { Array(values[$0 * width..<($0 + 1) * width]) }
        }
    }
}

extension ReferenceLoss.Baseline {
    /// Of outputs that are all alike, for a loss that is then `level`. An excess is counted in no
    /// less than 1, so that two classes are judged as many are.
    static func ofEqualOutputs(_ level: Double, unit: String) -> ReferenceLoss.Baseline {
        .loss(
            level: level, scale: max(level, 1), unit: level < 1 ? "1" : unit,
            words: "the loss of equal outputs")
    }

    /// Of outputs that are all alike, for a loss that takes the logarithm of a class's share.
    static func ofEvenClasses(_ rows: ReferenceLoss.Rows) -> ReferenceLoss.Baseline {
        ofEqualOutputs(Double.log(Double(max(rows.width, 2))), unit: "ln \(max(rows.width, 2))")
    }

    /// How large the outputs are, and how far the targets spread.
    static func spread(_ rows: ReferenceLoss.Rows) -> ReferenceLoss.Baseline {
        let count = Double(max(rows.outputs.count, 1))
        var (square, variance) = (0.0, 0.0)
        for column in 0..<rows.width {
            square += rows.outputs.reduce(0) { $0 + $1[column] * $1[column] } / count
            let mean = rows.goals.reduce(0) { $0 + $1[column] } / count
            variance +=
                rows.goals.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count
        }
        let width = Double(max(rows.width, 1))
        return .spread(outputs: square / width, targets: variance / width)
    }
}
