import Foundation
import Tensors

private func elementwise(
    _ name: String, _ operation: OperationCode, low: Double = -2, high: Double = 2,
    gap: Double = 0, _ compute: @escaping @Sendable (Tensor) -> Tensor,
    is expected: @escaping @Sendable (Double) -> Double
) -> OperationSample {
    let input = Input(shape: [2, 37], low: low, high: high, gap: gap)
    return OperationSample(name, operation, [input]) {
        compute($0[0])
    } expected: {
        $0[0].map(expected)
    }
}

@Sendable private func gelu(_ x: Double) -> Double { x / 2 * (1 + erf(x / 2.0.squareRoot())) }

@Sendable private func geluTanh(_ x: Double) -> Double {
    let inner = (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
    return x / 2 * (1 + Foundation.tanh(inner))
}

@Sendable private func sigmoid(_ x: Double) -> Double { 1 / (1 + Foundation.exp(-x)) }

let activationSamples: [OperationSample] = [
    elementwise("relu", .relu, gap: 0.01, { $0.relu() }, is: { max($0, 0) }),
    elementwise(
        "leaky relu", .leakyReLU, gap: 0.01, { $0.leakyReLU(slope: 0.2) },
        is: { $0 < 0 ? 0.2 * $0 : $0 }),
    elementwise("tanh", .tanh, low: -9, high: 9, { $0.tanh() }, is: { Foundation.tanh($0) }),
    elementwise("sigmoid", .sigmoid, low: -9, high: 9, { $0.sigmoid() }, is: sigmoid),
    elementwise("gelu", .gelu, low: -5, high: 5, { $0.gelu() }, is: gelu),
    elementwise("gelu, tanh form", .geluTanh, low: -5, high: 5, { $0.gelu(.tanh) }, is: geluTanh),
    elementwise("exp", .exp, low: -5, high: 5, { $0.exp() }, is: { Foundation.exp($0) }),
    elementwise("log", .log, low: 0.1, high: 9, { $0.log() }, is: { Foundation.log($0) }),
]
