import Randomness
import Tensors

/// Every differentiable operation, in the ways it can be called.
let samples: [OperationSample] =
    arithmeticSamples + activationSamples + matrixSamples + shapingSamples + lossSamples
    + normalizationSamples + imageSamples + sequenceSamples + rowNormalizationSamples
    + smoothActivationSamples + recurrenceSamples + attentionSamples + layoutSamples
    + indexSamples + batchSamples + broadcastSamples + mathematicsSamples + reductionSamples
    + elementLossSamples + softmaxSamples + windowSamples

/// Shapes whose sizes are not multiples of a vector, so that remainders are tested.
private let matrix = [3, 21]

let arithmeticSamples: [OperationSample] = [
    OperationSample("a + b", .add, [Input(shape: matrix), Input(shape: matrix)]) {
        $0[0] + $0[1]
    } expected: {
        zip($0[0], $0[1]).map { $0 + $1 }
    },
    OperationSample("a + row", .add, [Input(shape: matrix), Input(shape: [21])]) {
        $0[0] + $0[1]
    } expected: { v in
        v[0].indices.map { v[0][$0] + v[1][$0 % 21] }
    },
    OperationSample("number + b", .add, [Input(shape: []), Input(shape: matrix)]) {
        $0[0] + $0[1]
    } expected: { v in
        v[1].map { v[0][0] + $0 }
    },
    OperationSample("a - row", .subtract, [Input(shape: matrix), Input(shape: [21])]) {
        $0[0] - $0[1]
    } expected: { v in
        v[0].indices.map { v[0][$0] - v[1][$0 % 21] }
    },
    OperationSample("a a (one tensor twice)", .multiply, [Input(shape: matrix)]) {
        $0[0] * $0[0]
    } expected: {
        $0[0].map { $0 * $0 }
    },
    OperationSample("row · a", .multiply, [Input(shape: [21]), Input(shape: matrix)]) {
        $0[0] * $0[1]
    } expected: { v in
        v[1].indices.map { v[0][$0 % 21] * v[1][$0] }
    },
    OperationSample(
        "a / b", .divide, [Input(shape: matrix), Input(shape: matrix, gap: 0.5)]
    ) {
        $0[0] / $0[1]
    } expected: {
        zip($0[0], $0[1]).map { $0 / $1 }
    },
    OperationSample(
        "a / number", .divide, [Input(shape: matrix), Input(shape: [1], low: 1, high: 2)]
    ) {
        $0[0] / $0[1]
    } expected: { v in
        v[0].map { $0 / v[1][0] }
    },
    OperationSample("3 - 2 a", .affine, [Input(shape: matrix)]) {
        3 - 2 * $0[0]
    } expected: {
        $0[0].map { 3 - 2 * $0 }
    },
    OperationSample("tracked twice", .leaf, [Input(shape: matrix)]) {
        $0[0].tracked() + $0[0]
    } expected: {
        $0[0].map { 2 * $0 }
    },
]
