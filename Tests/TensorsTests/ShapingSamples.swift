import Tensors

private func sumSample(_ axis: Int, _ isMean: Bool) -> OperationSample {
    let shape = [3, 4, 18]
    let inner = shape[(axis + 1)...].reduce(1, *)
    return OperationSample(
        "\(isMean ? "mean" : "sum") over axis \(axis)", .sumAxis, [Input(shape: shape)]
    ) {
        isMean ? $0[0].mean(axis: axis) : $0[0].sum(axis: axis)
    } expected: { v in
        (0..<(v[0].count / shape[axis])).map { index in
            let (outer, rest) = (index / inner, index % inner)
            let sum = (0..<shape[axis]).reduce(0.0) {
                $0 + v[0][(outer * shape[axis] + $1) * inner + rest]
            }
            return isMean ? sum / Double(shape[axis]) : sum
        }
    }
}

let shapingSamples: [OperationSample] = [
    OperationSample("reshaped", .reshaped, [Input(shape: [4, 6])]) {
        $0[0].reshaped([2, 12]) * 2
    } expected: {
        $0[0].map { $0 * 2 }
    },
    OperationSample("flattened", .reshaped, [Input(shape: [2, 3, 4])]) {
        $0[0].flattened(from: 1)
    } expected: {
        $0[0]
    },
    OperationSample("transposed", .permuted, [Input(shape: [5, 19])]) {
        $0[0].transposed2D()
    } expected: { v in
        (0..<95).map { v[0][$0 % 5 * 19 + $0 / 5] }
    },
    OperationSample("sum", .sum, [Input(shape: [3, 21])]) {
        $0[0].sum()
    } expected: {
        [$0[0].reduce(0, +)]
    },
    OperationSample("mean", .sum, [Input(shape: [3, 21])]) {
        $0[0].mean()
    } expected: {
        [$0[0].reduce(0, +) / 63]
    },
    sumSample(0, false), sumSample(1, false), sumSample(2, false), sumSample(1, true),
    sumSample(2, true),
]
