import Foundation
import Tensors

/// A reduction over axes, on the elements that it takes together.
private func reduction(
    _ name: String, _ operation: OperationCode, _ shape: [Int], _ axes: [Int], keeping: Bool,
    _ compute: @escaping @Sendable (Tensor) -> Tensor,
    is expected: @escaping @Sendable ([Double]) -> Double
) -> OperationSample {
    OperationSample(
        "\(name) of \(shape) over \(axes)\(keeping ? ", kept" : "")", operation,
        [Input(shape: shape)]
    ) {
        compute($0[0])
    } expected: { v in
        let x = Numbers(v[0], shape)
        let result = shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
        let inner = shape.indices.map { axes.contains($0) ? shape[$0] : 1 }
        return places(result).map { place in
            expected(places(inner).map { x[zip(place, $0).map(+)] })
        }
    }
}

@Sendable private func variance(_ x: [Double], _ freedom: Int) -> Double {
    let mean = x.reduce(0, +) / Double(x.count)
    return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(freedom)
}

private func reductions(_ shape: [Int], _ axes: [Int], keeping: Bool) -> [OperationSample] {
    func sample(
        _ name: String, _ operation: OperationCode,
        _ compute: @escaping @Sendable (Tensor) -> Tensor,
        is expected: @escaping @Sendable ([Double]) -> Double
    ) -> OperationSample {
        reduction(name, operation, shape, axes, keeping: keeping, compute, is: expected)
    }
    return [
        sample("sum", .sumAxis, { $0.sum(axes: axes, keepingAxes: keeping) }) { $0.reduce(0, +) },
        sample("mean", .sumAxis, { $0.mean(axes: axes, keepingAxes: keeping) }) {
            $0.reduce(0, +) / Double($0.count)
        },
        sample("max", .extreme, { $0.max(axes: axes, keepingAxes: keeping) }) {
            $0.max() ?? .nan
        },
        sample("min", .extreme, { $0.min(axes: axes, keepingAxes: keeping) }) {
            $0.min() ?? .nan
        },
        sample("variance", .variance, { $0.variance(axes: axes, keepingAxes: keeping) }) {
            variance($0, $0.count - 1)
        },
        sample(
            "biased variance", .variance,
            { $0.variance(axes: axes, unbiased: false, keepingAxes: keeping) }
        ) {
            variance($0, $0.count)
        },
        sample("logSumExp", .logSumExp, { $0.logSumExp(axes: axes, keepingAxes: keeping) }) {
            Foundation.log($0.reduce(0) { $0 + Foundation.exp($1) })
        },
    ]
}

let reductionSamples: [OperationSample] =
    reductions([4, 19], [1], keeping: false) + reductions([5, 18], [0], keeping: true)
    + reductions([3, 4, 17], [1], keeping: true)
    + reductions([2, 3, 4, 5], [0, 2], keeping: false)
    + reductions([2, 3, 2, 5], [1, 3], keeping: true)
    + reductions([3, 4, 2], [0, 1, 2], keeping: false)
    + reductions([1, 3, 1, 4], [0, 3], keeping: false)
