import Foundation
import Tensors

private func elementwise(
    _ name: String, _ operation: OperationCode, low: Double = -3, high: Double = 3,
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

private func power(_ exponent: Double, low: Double = 0.2) -> OperationSample {
    elementwise(
        "x to the power of \(exponent)", .pow, low: low, high: 3, gap: 0.3,
        { $0.pow(exponent) }, is: { Foundation.pow($0, exponent) })
}

private func powers(
    _ name: String, _ base: Input, _ exponent: Input, of result: [Int]
) -> OperationSample {
    OperationSample("\(name) to the power of a tensor", .powTensor, [base, exponent]) {
        $0[0].pow($0[1])
    } expected: { v in
        let (x, e) = (Numbers(v[0], base.shape), Numbers(v[1], exponent.shape))
        return places(result).map { Foundation.pow(x[$0], e[$0]) }
    }
}

private func cumulative(_ shape: [Int], _ axis: Int) -> OperationSample {
    OperationSample(
        "cumulative sum of \(shape) on axis \(axis)", .cumulativeSum, [Input(shape: shape)]
    ) {
        $0[0].cumulativeSum(axis: axis)
    } expected: { v in
        let x = Numbers(v[0], shape)
        return places(shape).map { place in
            (0...place[axis]).reduce(0) { sum, index in
                var source = place
                source[axis] = index
                return sum + x[source]
            }
        }
    }
}

/// Each compared with the second operand's first row.
private func masked(
    _ name: String, _ mask: @escaping @Sendable (Tensor, Tensor) -> Tensor,
    _ holds: @escaping @Sendable (Double, Double) -> Bool
) -> OperationSample {
    OperationSample(
        "replacing where \(name)", .replaced,
        [Input(shape: [3, 19]), Input(shape: [3, 1]), Input(shape: [19], isTracked: false)]
    ) {
        $0[0].replacing(with: $0[1], where: mask($0[0].detached, $0[2]))
    } expected: { v in
        v[0].indices.map { holds(v[0][$0], v[2][$0 % 19]) ? v[1][$0 / 19] : v[0][$0] }
    }.hidingNaN()
}

let mathematicsSamples: [OperationSample] = [
    elementwise("sqrt", .sqrt, low: 0.1, high: 9, { $0.sqrt() }, is: { $0.squareRoot() }),
    elementwise("abs", .abs, gap: 0.01, { $0.abs() }, is: { Swift.abs($0) }),
    elementwise("erf", .erf, { $0.erf() }, is: { Foundation.erf($0) }),
    elementwise(
        "softplus", .softplus, low: -30, high: 30, { $0.softplus() },
        is: { max($0, 0) + log1p(exp(-Swift.abs($0))) }),
    elementwise(
        "clamp", .clamp, { $0.clamp(min: -1.00001, max: 0.50001) },
        is: { min(max($0, -1.00001), 0.50001) }),
    elementwise("clamp from below", .clamp, { $0.clamp(min: 0.1) }, is: { max($0, 0.1) }),
    power(2, low: -3), power(3, low: -3), power(-1, low: -3), power(0, low: -3).hidingNaN(),
    power(1, low: -3),
    power(0.5), power(-0.5), power(2.5), power(-1.5), power(0.3), power(-2.7), power(70.0 / 9),
    powers("a", Input(shape: [3, 21], low: 0.2), Input(shape: [3, 21], low: -3), of: [3, 21]),
    powers("a column", Input(shape: [3, 1], low: 0.2), Input(shape: [21]), of: [3, 21]),
    powers("a", Input(shape: [4, 5], low: 0.2), Input(shape: [1], low: 1), of: [4, 5]),
    cumulative([3, 5, 2], 1), cumulative([2, 19], 1), cumulative([4, 70], 0), cumulative([3], 0),
    masked("greater", { $0 .> $1 }, { $0 > $1 }),
    masked("at least", { $0 .>= $1 }, { $0 >= $1 }),
    masked("less", { $0 .< $1 }, { $0 < $1 }),
    masked("at most", { $0 .<= $1 }, { $0 <= $1 }),
    masked("equal", { $0 .== $1 }, { $0 == $1 }),
    masked("unequal", { $0 .!= $1 }, { $0 != $1 }),
    OperationSample("masked by a number", .replaced, [Input(shape: [4, 5])]) {
        $0[0].replacing(with: -7, where: Tensor([1, 0, 0, 1], shape: [4, 1], type: $0[0].type))
    } expected: { v in
        v[0].indices.map { [1, 0, 0, 1][$0 / 5] == 1 ? -7 : v[0][$0] }
    },
]
