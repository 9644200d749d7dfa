import Foundation
import Tensors

private func logSoftmax(_ row: [Double]) -> [Double] {
    let logOfSum = log(row.reduce(0) { $0 + exp($1) })
    return row.map { $0 - logOfSum }
}

private func rows(_ values: [Double], _ columns: Int) -> [[Double]] {
    stride(from: 0, to: values.count, by: columns).map { Array(values[$0..<($0 + columns)]) }
}

private let classes: [Int32] = [3, 0, 18, 7]

private func classSample(_ smoothing: Double, _ reduction: Reduction) -> OperationSample {
    OperationSample(
        "cross-entropy, classes, smoothing \(smoothing), \(reduction)", .crossEntropy,
        [Input(shape: [4, 19])]
    ) {
        crossEntropy($0[0], classes: classes, labelSmoothing: smoothing, reduction: reduction)
    } expected: { v in
        let losses = zip(rows(v[0], 19), classes).map { row, target in
            let logs = logSoftmax(row)
            return -(1 - smoothing) * logs[Int(target)] - smoothing / 19 * logs.reduce(0, +)
        }
        return [losses.reduce(0, +) / (reduction == .mean ? 4 : 1)]
    }
}

private func probabilitySample(_ smoothing: Double, _ reduction: Reduction) -> OperationSample {
    OperationSample(
        "cross-entropy, probabilities, smoothing \(smoothing), \(reduction)", .crossEntropy,
        [Input(shape: [4, 19]), Input(shape: [4, 19], low: 0, high: 1, isTracked: false)]
    ) {
        crossEntropy(
            $0[0], probabilities: $0[1], labelSmoothing: smoothing, reduction: reduction)
    } expected: { v in
        let losses = zip(rows(v[0], 19), rows(v[1], 19)).map { row, target in
            zip(logSoftmax(row), target).reduce(0.0) {
                $0 - $1.0 * ((1 - smoothing) * $1.1 + smoothing / 19)
            }
        }
        return [losses.reduce(0, +) / (reduction == .mean ? 4 : 1)]
    }
}

private func binarySample(_ reduction: Reduction) -> OperationSample {
    OperationSample(
        "binary cross-entropy, \(reduction)", .binaryCrossEntropy,
        [
            Input(shape: [4, 5], low: -6, high: 6),
            Input(shape: [4, 5], low: 0, high: 1, isTracked: false),
        ]
    ) {
        binaryCrossEntropyWithLogits($0[0], $0[1], reduction: reduction)
    } expected: { v in
        let losses = zip(v[0], v[1]).map { x, t in
            -t * log(1 / (1 + exp(-x))) - (1 - t) * log(1 - 1 / (1 + exp(-x)))
        }
        return [losses.reduce(0, +) / (reduction == .mean ? 20 : 1)]
    }
}

private func squaredSample(_ reduction: Reduction) -> OperationSample {
    OperationSample(
        "squared error, \(reduction)", .squaredError,
        [Input(shape: [4, 5]), Input(shape: [4, 5])]
    ) {
        meanSquaredError($0[0], $0[1], reduction: reduction)
    } expected: { v in
        let sum = zip(v[0], v[1]).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return [sum / (reduction == .mean ? 20 : 1)]
    }
}

let lossSamples: [OperationSample] = [
    classSample(0, .mean), classSample(0.1, .mean), classSample(0.1, .sum),
    probabilitySample(0, .mean), probabilitySample(0.1, .sum),
    binarySample(.mean), binarySample(.sum), squaredSample(.mean), squaredSample(.sum),
]
