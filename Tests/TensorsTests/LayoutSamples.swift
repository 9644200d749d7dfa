import Tensors

private func permutation(_ shape: [Int], _ axes: [Int]) -> OperationSample {
    OperationSample("permuted \(shape) by \(axes)", .permuted, [Input(shape: shape)]) {
        $0[0].permuted(axes)
    } expected: { v in
        moved(v[0], shape, to: axes.map { shape[$0] }) { place in
            shape.indices.map { place[axes.firstIndex(of: $0) ?? 0] }
        }
    }
}

private func slice(_ shape: [Int], _ axis: Int, _ range: Range<Int>, _ step: Int) -> OperationSample
{
    var result = shape
    result[axis] = (range.count + step - 1) / step
    let extents = result
    return OperationSample(
        "sliced \(shape) on axis \(axis) at \(range) by \(step)", .sliced, [Input(shape: shape)]
    ) {
        $0[0].sliced(axis: axis, range, step: step)
    } expected: { v in
        moved(v[0], shape, to: extents) { place in
            shape.indices.map {
                $0 == axis ? range.lowerBound + place[$0] * step : place[$0]
            }
        }
    }
}

private func join(_ shapes: [[Int]], _ axis: Int) -> OperationSample {
    var result = shapes[0]
    result[axis] = shapes.reduce(0) { $0 + $1[axis] }
    let extents = result
    return OperationSample(
        "concatenated \(shapes) on axis \(axis)", .concatenated, shapes.map { Input(shape: $0) }
    ) {
        concatenated($0, axis: axis)
    } expected: { v in
        places(extents).map { place in
            var place = place
            var part = 0
            while place[axis] >= shapes[part][axis] {
                place[axis] -= shapes[part][axis]
                part += 1
            }
            return Numbers(v[part], shapes[part])[place]
        }
    }
}

private func expansion(_ shape: [Int], _ target: [Int]) -> OperationSample {
    OperationSample("expanded \(shape) to \(target)", .expanded, [Input(shape: shape)]) {
        $0[0].expanded(to: target)
    } expected: {
        moved($0[0], shape, to: target) { $0 }
    }
}

let layoutSamples: [OperationSample] =
    [
        permutation([3, 5, 17], [0, 2, 1]), permutation([3, 5, 17], [2, 0, 1]),
        permutation([2, 3, 4, 5], [0, 2, 1, 3]), permutation([2, 9, 4, 11], [3, 1, 0, 2]),
        permutation([1, 6, 1, 5], [3, 2, 0, 1]),
        permutation([2, 2, 2, 3, 2, 2], [5, 3, 1, 4, 0, 2]),
        permutation([19, 21], [1, 0]),
        slice([4, 6], 0, 1..<3, 1), slice([4, 6, 5], 1, 1..<6, 2), slice([3, 19], 1, 2..<19, 1),
        slice([3, 7], 1, 0..<7, 3), slice([5, 2], 0, 4..<5, 1),
        join([[2, 3], [1, 3]], 0), join([[2, 3, 5], [2, 1, 5], [2, 4, 5]], 1),
        join([[3, 17], [3, 2], [3, 1], [3, 16]], 1), join([[2, 4]], 1),
        expansion([1, 5], [3, 5]), expansion([3, 1], [3, 18]),
        expansion([2, 1, 3, 1], [2, 4, 3, 2]),
        expansion([4], [2, 3, 4]), expansion([], [2, 3]), expansion([1, 3, 1], [2, 2, 3, 5]),
        OperationSample("split and joined again", .sliced, [Input(shape: [3, 9])]) {
            let parts = $0[0].split(axis: 1, parts: 3)
            return concatenated([parts[2], parts[0] * 2, parts[0], parts[1]], axis: -1)
        } expected: { v in
            let columns = [6, 7, 8, 0, 1, 2, 0, 1, 2, 3, 4, 5]
            return moved(v[0], [3, 9], to: [3, 12]) { [$0[0], columns[$0[1]]] }
                .enumerated().map { (3..<6).contains($0 % 12) ? $1 * 2 : $1 }
        },
        OperationSample("split by extents", .sliced, [Input(shape: [7, 2])]) {
            let parts = $0[0].split(axis: 0, [2, 0, 5])
            return parts[0] * parts[2].sliced(axis: 0, 0..<2)
        } expected: { v in
            (0..<4).map { v[0][$0] * v[0][$0 + 4] }
        },
        OperationSample(
            "one part twice, tracked once", .concatenated,
            [
                Input(shape: [2, 3]), Input(shape: [1, 3], isTracked: false),
            ]
        ) {
            concatenated([$0[1], $0[0], $0[0]], axis: 0)
        } expected: {
            $0[1] + $0[0] + $0[0]
        },
        OperationSample("padded", .padded, [Input(shape: [2, 3, 5])]) {
            $0[0].padded(before: [1, 0, 2], after: [0, 2, 1], value: 0.5)
        } expected: { v in
            let numbers = Numbers(v[0], [2, 3, 5])
            return places([3, 5, 8]).map { place in
                let inner = [place[0] - 1, place[1], place[2] - 2]
                let isInside = zip(inner, [2, 3, 5]).allSatisfy { $0 >= 0 && $0 < $1 }
                return isInside ? numbers[inner] : 0.5
            }
        },
        OperationSample("squeezed and unsqueezed", .reshaped, [Input(shape: [3, 1, 4])]) {
            ($0[0].squeezed(axis: 1).unsqueezed(axis: -1) * 2).unsqueezed(axis: 0)
        } expected: {
            $0[0].map { $0 * 2 }
        },
    ]
