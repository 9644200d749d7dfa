import Tensors

private let ids = [3.0, 0, 3, 4, 3, 0]

let sequenceSamples: [OperationSample] = [
    OperationSample("embedding, one row thrice", .embedding, [Input(shape: [5, 19])]) {
        embedding($0[0], ids: Tensor(ids, shape: [2, 3], type: $0[0].type))
    } expected: { v in
        ids.flatMap { v[0][Int($0) * 19..<Int($0) * 19 + 19] }
    },
    OperationSample("embedding beside another use", .embedding, [Input(shape: [5, 3])]) {
        embedding($0[0] + $0[0], ids: Tensor(ids, shape: [6], type: $0[0].type))
    } expected: { v in
        ids.flatMap { v[0][Int($0) * 3..<Int($0) * 3 + 3].map { 2 * $0 } }
    },
]
