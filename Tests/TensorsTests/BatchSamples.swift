import Tensors

private func product(
    _ a: [Int], _ b: [Int], _ transposeA: Bool = false, _ transposeB: Bool = false
) -> OperationSample {
    let marks = (transposeA ? " transposed" : "", transposeB ? " transposed" : "")
    let name = "matmul \(a)\(marks.0) \(b)\(marks.1)"
    let (rows, depth) = (a[a.count - (transposeA ? 1 : 2)], a[a.count - (transposeA ? 2 : 1)])
    let columns = b[b.count - (transposeB ? 2 : 1)]
    let longer = a.count > b.count ? a : b
    let batch = longer.dropLast(2).indices.map { axis in
        let (first, second) = (axis - longer.count + a.count, axis - longer.count + b.count)
        return max(first < 0 ? 1 : a[first], second < 0 ? 1 : b[second])
    }
    return OperationSample(name, .matmul, [Input(shape: a), Input(shape: b)]) {
        matmul($0[0], $0[1], transposeA: transposeA, transposeB: transposeB)
    } expected: { v in
        let (left, right) = (Numbers(v[0], a), Numbers(v[1], b))
        return places(batch + [rows, columns]).map { place in
            let matrix = place.dropLast(2)
            let (i, j) = (place[place.count - 2], place[place.count - 1])
            return (0..<depth).reduce(0) { sum, k in
                sum + left[matrix + (transposeA ? [k, i] : [i, k])]
                    * right[matrix + (transposeB ? [j, k] : [k, j])]
            }
        }
    }
}

let batchSamples: [OperationSample] =
    [false, true].flatMap { transposeA in
        [false, true].map { transposeB in
            product(
                transposeA ? [2, 3, 7, 5] : [2, 3, 5, 7],
                transposeB ? [2, 3, 9, 7] : [2, 3, 7, 9], transposeA, transposeB)
        }
    } + [
        product([3, 5, 4], [4, 7]), product([3, 5, 4], [7, 4], false, true),
        product([3, 4, 5], [4, 7], true), product([5, 4], [3, 4, 6]),
        product([2, 1, 5, 4], [3, 4, 6]), product([2, 1, 4, 5], [1, 3, 6, 4], true, true),
        product([1, 1, 1], [1, 1, 1]), product([2, 3, 1, 4], [4, 1]),
        OperationSample("matmul of a batch with itself", .matmul, [Input(shape: [2, 3, 3])]) {
            matmul($0[0], $0[0], transposeB: true)
        } expected: { v in
            let x = Numbers(v[0], [2, 3, 3])
            return places([2, 3, 3]).map { p in
                (0..<3).reduce(0) { $0 + x[[p[0], p[1], $1]] * x[[p[0], p[2], $1]] }
            }
        },
        OperationSample(
            "linear on sequences", .linear,
            [Input(shape: [2, 3, 7]), Input(shape: [5, 7]), Input(shape: [5])]
        ) {
            linear($0[0], $0[1], $0[2])
        } expected: { v in
            places([6, 5]).map { place in
                (0..<7).reduce(v[2][place[1]]) {
                    $0 + v[0][place[0] * 7 + $1] * v[1][place[1] * 7 + $1]
                }
            }
        },
        OperationSample(
            "matmul of permuted and sliced tensors", .matmul,
            [Input(shape: [2, 3, 4, 5]), Input(shape: [2, 4, 5, 6])]
        ) {
            matmul($0[0].permuted([0, 2, 1, 3]), $0[1].sliced(axis: 3, 1..<4))
        } expected: { v in
            let (left, right) = (Numbers(v[0], [2, 3, 4, 5]), Numbers(v[1], [2, 4, 5, 6]))
            return places([2, 4, 3, 3]).map { p in
                (0..<5).reduce(0) {
                    $0 + left[[p[0], p[2], p[1], $1]] * right[[p[0], p[1], $1, p[3] + 1]]
                }
            }
        },
    ]

/// The general way to broadcast: both operands repeat, or one in its middle.
private func broadcast(
    _ name: String, _ code: OperationCode, _ a: [Int], _ b: [Int], to result: [Int],
    _ compute: @escaping @Sendable (Tensor, Tensor) -> Tensor,
    is expected: @escaping @Sendable (Double, Double) -> Double
) -> OperationSample {
    OperationSample(
        "\(a) \(name) \(b)", code, [Input(shape: a), Input(shape: b, low: 1, high: 2)]
    ) {
        compute($0[0], $0[1])
    } expected: { v in
        let (left, right) = (Numbers(v[0], a), Numbers(v[1], b))
        return places(result).map { expected(left[$0], right[$0]) }
    }
}

let broadcastSamples: [OperationSample] = [
    broadcast("+", .add, [3, 1], [1, 19], to: [3, 19], { $0 + $1 }, is: { $0 + $1 }),
    broadcast("+", .add, [2, 1, 5], [2, 3, 5], to: [2, 3, 5], { $0 + $1 }, is: { $0 + $1 }),
    broadcast("-", .subtract, [4, 3, 2], [4, 1, 1], to: [4, 3, 2], { $0 - $1 }, is: { $0 - $1 }),
    broadcast("-", .subtract, [5], [2, 3, 1], to: [2, 3, 5], { $0 - $1 }, is: { $0 - $1 }),
    broadcast("·", .multiply, [2, 3, 17], [3, 1], to: [2, 3, 17], { $0 * $1 }, is: { $0 * $1 }),
    broadcast(
        "·", .multiply, [2, 1, 3, 1, 2], [4, 1, 5, 1], to: [2, 4, 3, 5, 2], { $0 * $1 },
        is: { $0 * $1 }),
    broadcast("/", .divide, [1, 3, 1], [2, 1, 7], to: [2, 3, 7], { $0 / $1 }, is: { $0 / $1 }),
    broadcast("/", .divide, [2, 2], [1, 1, 1], to: [1, 2, 2], { $0 / $1 }, is: { $0 / $1 }),
]
