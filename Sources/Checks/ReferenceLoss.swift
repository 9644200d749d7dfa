internal import Experiments
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
    private let settings: [String: SettingValue]

    /// Losses of a row's outputs together; the others are of single values.
    private static let ofClasses = [
        "cross-entropy", "negative-log-likelihood", "multi-margin", "kl-divergence",
    ]
    private static let ofValues = [
        "binary-cross-entropy", "binary-cross-entropy-of-probabilities", "hinge",
        "mean-squared-error", "mean-absolute-error", "huber",
    ]

    /// - Throws: `CheckError` for a loss that has no reference here.
    init(_ specification: ComponentSpecification) throws {
        kind = specification.kind
        settings = specification.settings
        guard (Self.ofClasses + Self.ofValues).contains(kind) else {
            throw CheckError("the loss \(kind) has no independent form to compare with")
        }
    }

    private func number(_ key: String) -> Double? {
        if case .scalar(let value)? = settings[key] { value.number } else { nil }
    }

    private var isOfClasses: Bool { Self.ofClasses.contains(kind) }

    /// Whether the loss counts the row.
    private func counts(_ targets: Networks.Targets, _ row: Int) -> Bool {
        guard case .classes(let classes) = targets else { return true }
        return number("ignored-class") != Double(classes[row])
    }

    /// The mean over the rows.
    func mean(outputs: Tensor, targets: Networks.Targets) -> Double {
        let values = outputs.doubles
        let width = values.count / max(targets.count, 1)
        let rows = (0..<targets.count).filter { counts(targets, $0) }
        let total = rows.reduce(0.0) { sum, row in
            let outputs = values[row * width..<(row + 1) * width]
            let goal = goal(targets, row, width)
            return sum
                + (isOfClasses
                    ? rowLoss(outputs, goal)
                    : zip(outputs, goal).reduce(0) { $0 + elementLoss($1.0, $1.1) }
                        / Double(width))
        }
        return total / Double(max(rows.count, 1))
    }

    private func rowLoss(_ outputs: ArraySlice<Double>, _ goal: [Double]) -> Double {
        switch kind {
        case "cross-entropy":
            return crossEntropy(outputs, goal)
        case "multi-margin":
            let own = zip(outputs, goal).reduce(0) { $0 + $1.0 * $1.1 }
            let margin = number("margin") ?? 1
            return zip(outputs, goal).reduce(0) {
                $0 + (1 - $1.1) * max(0, margin - own + $1.0) / Double(goal.count)
            }
        case "kl-divergence":
            return zip(outputs, goal).reduce(0) { $0 + ($1.1 > 0 ? $1.1 * (log($1.1) - $1.0) : 0) }
        default:
            return zip(outputs, goal).reduce(0) { $0 - $1.0 * $1.1 }
        }
    }

    private func crossEntropy(_ logits: ArraySlice<Double>, _ goal: [Double]) -> Double {
        let largest = logits.max() ?? 0
        let sum = logits.reduce(0) { $0 + exp($1 - largest) }
        let normalizer = largest + log(sum)
        let smoothing = number("label-smoothing") ?? 0
        let even = smoothing / Double(goal.count)
        return zip(logits, goal).reduce(0) {
            $0 + ($1.1 * (1 - smoothing) + even) * (normalizer - $1.0)
        }
    }

    private func elementLoss(_ output: Double, _ goal: Double) -> Double {
        let distance = abs(output - goal)
        switch kind {
        case "binary-cross-entropy":
            return max(output, 0) - output * goal + log1p(exp(-abs(output)))
        case "binary-cross-entropy-of-probabilities":
            return -goal * max(log(output), -100) - (1 - goal) * max(log1p(-output), -100)
        case "hinge":
            return max(0, (number("margin") ?? 1) + (goal > 0.5 ? -output : output))
        case "mean-absolute-error":
            return distance
        case "huber":
            let delta = number("delta") ?? 1
            return distance <= delta
                ? distance * distance / 2 : delta * (distance - delta / 2)
        default:
            return distance * distance
        }
    }

    /// The row's target as numbers: a distribution for cross-entropy, values otherwise.
    private func goal(_ targets: Networks.Targets, _ row: Int, _ width: Int) -> [Double] {
        switch targets {
        case .classes(let classes):
            if !isOfClasses {
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
        let rows = (0..<targets.count).filter { counts(targets, $0) }
        let goals = rows.flatMap { goal(targets, $0, width) }
        switch kind {
        case "cross-entropy", "negative-log-likelihood":
            let even = log(Double(max(width, 2)))
            return Baseline(
                level: even, scale: even, unit: "ln \(max(width, 2))",
                words: "the loss of equal outputs")
        case "kl-divergence":
            let shares = (0..<width).map { column in
                Statistics.mean(stride(from: column, to: goals.count, by: width).map { goals[$0] })
            }
            return Baseline(
                level: shares.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) },
                scale: log(Double(max(width, 2))), unit: "ln \(max(width, 2))",
                words: "the labels' entropy")
        case "multi-margin":
            // Equal outputs stay below the margin in all classes but the row's own.
            let level = (number("margin") ?? 1) * Double(width - 1) / Double(max(width, 1))
            return Baseline(
                level: level, scale: max(level, .leastNormalMagnitude), unit: "that loss",
                words: "the loss of equal outputs")
        case "hinge":
            let margin = number("margin") ?? 1
            return Baseline(
                level: margin, scale: margin, unit: "the margin",
                words: "the loss of outputs of 0")
        case "binary-cross-entropy", "binary-cross-entropy-of-probabilities":
            return Baseline(
                level: log(2), scale: log(2), unit: "ln 2", words: "the loss of equal outputs")
        default:
            let limit = kind == "huber" ? number("delta") ?? 1 : 0
            return spread(goals, outputs.doubles, limit: limit)
        }
    }

    /// What outputs of their size score where they know nothing: with squares the sum of both mean
    /// squares; with distances, of which the Huber loss is below delta times, of both means.
    private func spread(_ goals: [Double], _ outputs: [Double], limit: Double) -> Baseline {
        func mean(_ values: [Double]) -> Double {
            switch kind {
            case "mean-absolute-error": Statistics.mean(values.map { abs($0) })
            case "huber": Statistics.mean(values.map { abs($0) }) * limit
            default: Statistics.mean(values.map { $0 * $0 })
            }
        }
        let level = mean(goals)
        return Baseline(
            level: level + mean(outputs), scale: max(level, .leastNormalMagnitude),
            unit: kind == "mean-squared-error"
                ? "the targets' mean square" : "the targets' mean size",
            words: kind == "mean-squared-error"
                ? "the mean squares of targets and outputs together"
                : "the mean sizes of targets and outputs together")
    }
}
