import Foundation
import Tensors

private func elementwise(
    _ name: String, _ operation: OperationCode, gap: Double = 0,
    _ compute: @escaping @Sendable (Tensor) -> Tensor,
    is expected: @escaping @Sendable (Double) -> Double
) -> OperationSample {
    let input = Input(shape: [2, 37], low: -6, high: 6, gap: gap)
    return OperationSample(name, operation, [input]) {
        compute($0[0])
    } expected: {
        $0[0].map(expected)
    }
}

private let lambda = 1.0507009873554805
private let alpha = 1.6732632423543772

let smoothActivationSamples: [OperationSample] = [
    elementwise(
        "elu", .elu, gap: 0.01, { $0.elu(alpha: 0.7) },
        is: {
            $0 > 0 ? $0 : 0.7 * expm1($0)
        }),
    elementwise(
        "selu", .selu, gap: 0.01, { $0.selu() },
        is: {
            lambda * ($0 > 0 ? $0 : alpha * expm1($0))
        }),
    elementwise("silu", .silu, { $0.silu() }, is: { $0 / (1 + exp(-$0)) }),
    elementwise("softplus", .softplus, { $0.softplus(beta: 2) }, is: { log1p(exp(2 * $0)) / 2 }),
    elementwise(
        "hard swish", .hardSwish, { $0.hardSwish() },
        is: {
            $0 * min(max($0 + 3, 0), 6) / 6
        }),
    OperationSample(
        "prelu, a slope for each channel", .prelu, [Input(shape: [4, 19]), Input(shape: [19])]
    ) {
        $0[0].prelu(slope: $0[1])
    } expected: { v in
        v[0].indices.map { v[0][$0] > 0 ? v[0][$0] : v[0][$0] * v[1][$0 % 19] }
    },
    OperationSample("prelu, one slope", .prelu, [Input(shape: [4, 19]), Input(shape: [1])]) {
        $0[0].prelu(slope: $0[1])
    } expected: { v in
        v[0].map { $0 > 0 ? $0 : $0 * v[1][0] }
    },
]
