import Tensors

private let ids = [3.0, 0, 3, 4, 3, 0]

/// The rows of `x`, each `width` wide, that `numbers` name.
private func rows(_ x: [Double], _ width: Int, _ numbers: [Int]) -> [Double] {
    var found: [Double] = []
    for number in numbers { found += x[number * width..<(number + 1) * width] }
    return found
}

let sequenceSamples: [OperationSample] = [
    OperationSample("embedding, one row thrice", .embedding, [Input(shape: [5, 19])]) {
        embedding($0[0], ids: Tensor(ids, shape: [2, 3], type: $0[0].type))
    } expected: { v in
        rows(v[0], 19, ids.map { Int($0) })
    },
    OperationSample("embedding beside another use", .embedding, [Input(shape: [5, 3])]) {
        embedding($0[0] + $0[0], ids: Tensor(ids, shape: [6], type: $0[0].type))
    } expected: { v in
        rows(v[0], 3, ids.map { Int($0) }).map { 2 * $0 }
    },
]
