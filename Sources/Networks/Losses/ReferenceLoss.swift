internal import Glibc
public import Tensors

/// A loss a second time, in plain double arithmetic and always averaged: what the loss that trains
/// is held against, and what a network that knows nothing would score.
///
/// A loss writes its own beside itself, by another way than its kernel's.
public struct ReferenceLoss: Sendable {
    /// What a network that knows nothing would score.
    public struct Baseline: Sendable {
        public var level: Double
        /// What an excess is counted in.
        public var scale: Double
        public var unit: String
        public var words: String

        public init(level: Double, scale: Double, unit: String, words: String) {
            self.level = level
            self.scale = scale
            self.unit = unit
            self.words = words
        }
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
        let rows = rows(outputs, targets)
        var total = 0.0
        for (outputs, goal) in zip(rows.outputs, rows.goals) {
            switch form {
            case .ofClasses(let loss): total += loss(outputs, goal)
            case .ofValues(let loss):
                let sum = zip(outputs, goal).reduce(0) { $0 + loss($1.0, $1.1) }
                total += sum / Double(rows.width)
            }
        }
        return total / Double(max(rows.outputs.count, 1))
    }

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
    /// Of outputs that are all alike, for a loss that is then `level`.
    static func ofEqualOutputs(_ level: Double, unit: String) -> ReferenceLoss.Baseline {
        ReferenceLoss.Baseline(
            level: level, scale: max(level, .leastNormalMagnitude), unit: unit,
            words: "the loss of equal outputs")
    }

    /// Of outputs that are all alike, for a loss that takes the logarithm of a class's share.
    static func ofEvenClasses(_ rows: ReferenceLoss.Rows) -> ReferenceLoss.Baseline {
        ofEqualOutputs(log(Double(max(rows.width, 2))), unit: "ln \(max(rows.width, 2))")
    }

    /// What outputs of their size score where they know nothing: the sum of both means, of the
    /// targets' `size` and the outputs', each `factor` times.
    static func spread(
        _ rows: ReferenceLoss.Rows, of name: String, times factor: Double = 1,
        size: (Double) -> Double
    ) -> ReferenceLoss.Baseline {
        func mean(_ values: [[Double]]) -> Double {
            let sizes = values.joined().map(size)
            return sizes.reduce(0, +) / Double(max(sizes.count, 1)) * factor
        }
        let level = mean(rows.goals)
        return ReferenceLoss.Baseline(
            level: level + mean(rows.outputs), scale: max(level, .leastNormalMagnitude),
            unit: "the targets' mean \(name)",
            words: "the mean \(name)s of targets and outputs together")
    }
}
