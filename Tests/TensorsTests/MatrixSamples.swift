import Tensors

/// Σ over k of a[i, k] b[k, j], with each matrix read transposed where asked.
private func product(
    _ a: [Double], _ transposeA: Bool, _ b: [Double], _ transposeB: Bool, _ m: Int, _ k: Int,
    _ n: Int
) -> [Double] {
    (0..<(m * n)).map { index in
        let (i, j) = (index / n, index % n)
        return (0..<k).reduce(0) { sum, l in
            sum + a[transposeA ? l * m + i : i * k + l] * b[transposeB ? j * k + l : l * n + j]
        }
    }
}

private func matmulSample(_ transposeA: Bool, _ transposeB: Bool) -> OperationSample {
    OperationSample(
        "matmul \(transposeA) \(transposeB)", .matmul,
        [
            Input(shape: transposeA ? [7, 5] : [5, 7]),
            Input(shape: transposeB ? [19, 7] : [7, 19]),
        ]
    ) {
        matmul($0[0], $0[1], transposeA: transposeA, transposeB: transposeB)
    } expected: {
        product($0[0], transposeA, $0[1], transposeB, 5, 7, 19)
    }
}

let matrixSamples: [OperationSample] = [
    matmulSample(false, false), matmulSample(false, true), matmulSample(true, false),
    matmulSample(true, true),
    OperationSample("matmul of a matrix with itself", .matmul, [Input(shape: [6, 6])]) {
        matmul($0[0], $0[0])
    } expected: {
        product($0[0], false, $0[0], false, 6, 6, 6)
    },
    OperationSample(
        "linear", .linear, [Input(shape: [5, 7]), Input(shape: [19, 7]), Input(shape: [19])]
    ) {
        linear($0[0], $0[1], $0[2])
    } expected: { v in
        product(v[0], false, v[1], true, 5, 7, 19).enumerated().map { $1 + v[2][$0 % 19] }
    },
    OperationSample("linear, no bias", .linear, [Input(shape: [5, 7]), Input(shape: [19, 7])]) {
        linear($0[0], $0[1])
    } expected: {
        product($0[0], false, $0[1], true, 5, 7, 19)
    },
    OperationSample(
        "linear on data", .linear,
        [Input(shape: [5, 7], isTracked: false), Input(shape: [19, 7]), Input(shape: [19])]
    ) {
        linear($0[0], $0[1], $0[2])
    } expected: { v in
        product(v[0], false, v[1], true, 5, 7, 19).enumerated().map { $1 + v[2][$0 % 19] }
    },
]
