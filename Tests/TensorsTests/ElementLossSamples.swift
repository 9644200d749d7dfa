import Foundation
import Tensors

private let outputs = Input(shape: [4, 5])
private let masked: [Double] = (0..<20).map { $0 % 3 == 0 ? 0 : Double($0 % 4) / 2 }

/// A loss of single values, plain and summed, and weighed by a mask.
private func samples(
    _ name: String, of outputs: OperationSample.Input, targets: OperationSample.Input,
    _ loss: @escaping @Sendable (Tensor, Tensor, Tensor?, Reduction) -> Tensor,
    _ formula: @escaping @Sendable (Double, Double) -> Double
) -> [OperationSample] {
    let cases: [(String, Reduction, Bool)] = [
        ("mean", .mean, false), ("sum", .sum, false), ("masked mean", .mean, true),
        ("masked sum", .sum, true),
    ]
    return cases.map { words, reduction, isMasked in
        OperationSample("\(name), \(words)", .elementLoss, [outputs, targets]) {
            let mask = isMasked ? Tensor(masked, shape: [4, 5], type: $0[0].type) : nil
            return loss($0[0], $0[1], mask, reduction)
        } expected: { v in
            let weights = isMasked ? masked : Array(repeating: 1, count: 20)
            var sum = 0.0
            for (place, weight) in weights.enumerated() {
                sum += weight * formula(v[0][place], v[1][place])
            }
            return [reduction == .mean ? sum / weights.reduce(0, +) : sum]
        }
    }
}

private func marginSample(_ ignored: Int32?, _ reduction: Reduction) -> OperationSample {
    let classes: [Int32] = [2, 0, 4, 2]
    return OperationSample(
        "multi-margin, ignoring \(ignored ?? -1), \(reduction)", .multiMargin, [outputs]
    ) {
        multiMarginLoss(
            $0[0], classes: classes, margin: 1.5, ignoring: ignored, reduction: reduction)
    } expected: { v in
        var sum = 0.0
        for (row, own) in classes.enumerated() where own != ignored {
            for j in 0..<5 where j != own {
                sum += max(0, 1.5 - v[0][row * 5 + Int(own)] + v[0][row * 5 + j]) / 5
            }
        }
        let counted = classes.filter { $0 != ignored }.count
        return [reduction == .mean ? sum / Double(counted) : sum]
    }
}

let elementLossSamples: [OperationSample] =
    samples(
        "absolute error", of: outputs,
        targets: Input(shape: [4, 5], low: 2.5, high: 4, isTracked: false),
        { absoluteError($0, $1, mask: $2, reduction: $3) }, { abs($0 - $1) })
    + samples(
        "Huber", of: outputs, targets: Input(shape: [4, 5], isTracked: false),
        { huberLoss($0, $1, delta: 0.7, mask: $2, reduction: $3) },
        {
            let d = abs($0 - $1)
            return d <= 0.7 ? d * d / 2 : 0.7 * (d - 0.35)
        })
    + samples(
        "hinge", of: outputs, targets: Input(shape: [4, 5], low: 1, high: 1, isTracked: false),
        { hingeLoss($0, $1, margin: 1, mask: $2, reduction: $3) }, { max(0, 1 - $0 * $1) })
    + samples(
        "binary cross-entropy of probabilities", of: Input(shape: [4, 5], low: 0.05, high: 0.95),
        targets: Input(shape: [4, 5], low: 0, high: 1, isTracked: false),
        { binaryCrossEntropy($0, $1, mask: $2, reduction: $3) },
        { -$1 * log($0) - (1 - $1) * log(1 - $0) })
    + [
        marginSample(nil, .mean), marginSample(nil, .sum), marginSample(2, .mean),
        marginSample(2, .sum),
        OperationSample("cross-entropy, ignoring 18", .crossEntropy, [Input(shape: [4, 19])]) {
            crossEntropy($0[0], classes: [3, 18, 0, 18], labelSmoothing: 0.1, ignoring: 18)
        } expected: { v in
            let losses = [(0, 3), (2, 0)].map { row, own in
                let values = v[0][(row * 19)..<((row + 1) * 19)].map { $0 }
                let total = log(values.reduce(0) { $0 + exp($1) })
                return 0.9 * (total - values[own])
                    + 0.1 / 19 * values.reduce(0) { $0 + total - $1 }
            }
            return [losses.reduce(0, +) / 2]
        },
    ]
