import Tensors

/// Whole numbers of the type of `other`.
private func indices(_ values: [Int], _ shape: [Int], like other: Tensor) -> Tensor {
    Tensor(values.map(Double.init), shape: shape, type: other.type)
}

let indexSamples: [OperationSample] = [
    OperationSample("gather on axis 1", .gather, [Input(shape: [2, 4, 3])]) {
        let places = [3, 0, 1, 1, 0, 3, 2, 2, 2, 0, 0, 2]
        return $0[0].gather(axis: 1, indices(places, [2, 2, 3], like: $0[0]))
    } expected: { v in
        let places = [3, 0, 1, 1, 0, 3, 2, 2, 2, 0, 0, 2]
        return places.indices.map { v[0][($0 / 6 * 4 + places[$0]) * 3 + $0 % 3] }
    },
    OperationSample("gather on the last axis", .gather, [Input(shape: [3, 5])]) {
        $0[0].gather(axis: -1, indices([4, 4, 0, 1, 2, 2], [3, 2], like: $0[0])) * 3
    } expected: { v in
        [4, 4, 5, 6, 12, 12].map { v[0][$0] * 3 }
    },
    OperationSample(
        "scatterAdd", .scatterAdd, [Input(shape: [4, 2]), Input(shape: [3, 2])]
    ) {
        $0[0].scatterAdd(axis: 0, indices([3, 0, 3, 1, 0, 1], [3, 2], like: $0[0]), $0[1])
    } expected: { v in
        var sums = v[0]
        for (number, row) in [3, 0, 3, 1, 0, 1].enumerated() {
            sums[row * 2 + number % 2] += v[1][number]
        }
        return sums
    },
    OperationSample("embedding", .embedding, [Input(shape: [5, 19])]) {
        embedding($0[0], ids: indices([4, 0, 4, 2, 2, 2], [2, 3], like: $0[0]))
    } expected: { v in
        [4, 0, 4, 2, 2, 2].flatMap { v[0][($0 * 19)..<($0 * 19 + 19)] }
    },
    OperationSample("embedding and its own table", .embedding, [Input(shape: [3, 4])]) {
        matmul(
            embedding($0[0], ids: indices([1, 1, 2], [3], like: $0[0])), $0[0], transposeB: true)
    } expected: { v in
        places([3, 3]).map { place in
            (0..<4).reduce(0) { $0 + v[0][[1, 1, 2][place[0]] * 4 + $1] * v[0][place[1] * 4 + $1] }
        }
    },
]
