internal import Foundation
internal import Jobs
internal import Networks
internal import Tensors

/// The losses a second time, in plain double arithmetic and always averaged: what the network's own
/// loss is held against.
struct ReferenceLoss {
    /// What a network that knows nothing would score.
    struct Baseline {
        var level: Double
        /// What an excess is counted in.
        var scale: Double
        var unit: String
        var words: String
    }

    private let kind: String
    private let smoothing: Double

    /// - Throws: `CheckError` for a loss that has no reference here.
    init(_ specification: ComponentSpecification) throws {
        kind = specification.kind
        guard ["cross-entropy", "binary-cross-entropy", "mean-squared-error"].contains(kind) else {
            throw CheckError("the loss \(kind) has no independent form to compare with")
        }
        if case .scalar(let value) = specification.settings["label-smoothing"] {
            smoothing = value.number ?? 0
        } else {
            smoothing = 0
        }
    }

    /// The mean over the rows.
    func mean(outputs: Tensor, targets: Networks.Targets) -> Double {
        let values = outputs.doubles
        let rows = targets.count
        let width = values.count / max(rows, 1)
        let total = (0..<rows).reduce(0.0) { sum, row in
            let outputs = values[row * width..<(row + 1) * width]
            let goal = goal(targets, row, width)
            return sum
                + (kind == "cross-entropy"
                    ? crossEntropy(outputs, goal)
                    : zip(outputs, goal).reduce(0) { $0 + elementLoss($1.0, $1.1) }
                        / Double(width))
        }
        return total / Double(rows)
    }

    private func crossEntropy(_ logits: ArraySlice<Double>, _ goal: [Double]) -> Double {
        let largest = logits.max() ?? 0
        let sum = logits.reduce(0) { $0 + exp($1 - largest) }
        let normalizer = largest + log(sum)
        let even = smoothing / Double(goal.count)
        return zip(logits, goal).reduce(0) {
            $0 + ($1.1 * (1 - smoothing) + even) * (normalizer - $1.0)
        }
    }

    private func elementLoss(_ output: Double, _ goal: Double) -> Double {
        kind == "binary-cross-entropy"
            ? max(output, 0) - output * goal + log1p(exp(-abs(output)))
            : (output - goal) * (output - goal)
    }

    /// The row's target as numbers: a distribution for cross-entropy, values otherwise.
    private func goal(_ targets: Networks.Targets, _ row: Int, _ width: Int) -> [Double] {
        switch targets {
        case .classes(let classes):
            if kind != "cross-entropy" {
                return [Double](repeating: Double(classes[row]), count: width)
            }
            return (0..<width).map { $0 == Int(classes[row]) ? 1 : 0 }
        case .values(let tensor), .probabilities(let tensor):
            let values = tensor.doubles
            let width = values.count / max(targets.count, 1)
            return Array(values[row * width..<(row + 1) * width])
        }
    }

    func baseline(outputs: Tensor, targets: Networks.Targets) -> Baseline {
        let width = outputs.count / max(targets.count, 1)
        let goals = (0..<targets.count).flatMap { goal(targets, $0, width) }
        switch kind {
        case "cross-entropy":
            let shares = (0..<width).map { column in
                Statistics.mean(stride(from: column, to: goals.count, by: width).map { goals[$0] })
            }
            return Baseline(
                level: shares.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) },
                scale: log(Double(max(width, 2))), unit: "ln \(max(width, 2))",
                words: "the labels' entropy")
        case "binary-cross-entropy":
            let share = Statistics.mean(goals)
            let entropy = [share, 1 - share].reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
            return Baseline(
                level: entropy, scale: log(2), unit: "ln 2", words: "the labels' entropy")
        default:
            let squares = Statistics.mean(goals.map { $0 * $0 })
            let outputs = Statistics.mean(outputs.doubles.map { $0 * $0 })
            return Baseline(
                level: squares + outputs, scale: max(squares, .leastNormalMagnitude),
                unit: "the targets' mean square",
                words: "the mean squares of targets and outputs together")
        }
    }
}
