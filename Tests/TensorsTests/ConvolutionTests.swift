import Randomness
import Tensors
import Testing

/// Values in -1 ..< 1, the same on every run and the same in both types.
func drawn(_ shape: [Int], stream: Int, _ type: ScalarType = .float64) -> Tensor {
    Tensor.uniform(shape, low: -1, high: 1, key: RandomKey(key: 21, stream: UInt64(stream)))
        .converted(to: type)
}

private let channelCounts = [(1, 6), (3, 16), (6, 17), (17, 1), (16, 64), (64, 3), (33, 48)]
private let windowKinds = [
    (1, 1, 1, 0), (1, 1, 2, 0), (2, 2, 1, 1), (2, 2, 2, 0), (3, 3, 1, 1), (3, 3, 2, 1),
    (3, 3, 2, 0), (3, 3, 1, 4), (5, 5, 1, 2), (5, 5, 3, 2), (1, 5, 1, 0),
    (3, 2, 2, 1), (2, 2, 3, 0),
]

/// Every kind of window with every pair of channel counts, on odd sizes.
private let table: [ConvolutionReference] = windowKinds.flatMap { height, width, stride, padding in
    channelCounts.map { channels, filters in
        ConvolutionReference(
            images: [2, 7, 9, channels], weight: [filters, height, width, channels],
            stride: stride, padding: padding)
    }
}

/// Tiles of 3 by 3 filters, cut off at the edges, in several chunks.
private let tiled: [ConvolutionReference] = [0, 1, 2].flatMap { padding in
    [
        .init(images: [3, 11, 12, 48], weight: [16, 3, 3, 48], padding: padding),
        .init(images: [4, 6, 5, 16], weight: [48, 3, 3, 16], padding: padding),
    ]
}

/// Sizes that take several chunks of images, bands of rows, and segments of a filter.
private let large: [ConvolutionReference] = [
    .init(images: [33, 14, 14, 6], weight: [16, 5, 5, 6]),
    .init(images: [1, 90, 120, 16], weight: [8, 3, 3, 16], padding: 1),
    .init(images: [1, 60, 150, 16], weight: [24, 3, 3, 16], stride: 2, padding: 1),
    .init(images: [2, 6, 6, 150], weight: [40, 3, 3, 150], padding: 1),
    .init(images: [2, 9, 8, 480], weight: [9, 1, 1, 480]),
]

private struct Outcome {
    var y: Tensor
    var gradients: [Tensor]
}

private func run(_ reference: ConvolutionReference, _ type: ScalarType) -> Outcome {
    withTape {
        let x = drawn(reference.images, stream: 1, type).tracked()
        let weight = drawn(reference.weight, stream: 2, type).tracked()
        let bias = drawn([reference.weight[0]], stream: 3, type).tracked()
        let y = conv2d(x, weight, bias, stride: reference.stride, padding: reference.padding)
        let gradients = y.gradients(seed: drawn(y.shape, stream: 4, type))
        return Outcome(
            y: y.detached, gradients: [x, weight, bias].compactMap { gradients[$0] })
    }
}

@Suite struct ConvolutionTests {
    @Test(arguments: table + tiled + large)
    func `value and gradients are the formula's`(_ reference: ConvolutionReference) {
        let found = run(reference, .float64)
        let x = drawn(reference.images, stream: 1).doubles
        let weight = drawn(reference.weight, stream: 2).doubles
        let bias = drawn([reference.weight[0]], stream: 3).doubles
        #expect(found.y.shape == reference.output)
        #expect(relativeError(found.y.doubles, reference.value(x, weight, bias)) < 1e-13)
        let dy = drawn(reference.output, stream: 4).doubles
        let expected = reference.gradients(x, weight, dy)
        #expect(found.gradients.map(\.shape) == [reference.images, reference.weight, [bias.count]])
        #expect(relativeError(found.gradients[0].doubles, expected.dx) < 1e-13)
        #expect(relativeError(found.gradients[1].doubles, expected.dweight) < 1e-13)
        #expect(relativeError(found.gradients[2].doubles, expected.dbias) < 1e-13)
    }

    /// The change along one direction of all inputs at once, so that large shapes take no longer.
    @Test(arguments: table)
    func `the gradient is that of central differences`(_ reference: ConvolutionReference) {
        let gradients = run(reference, .float64).gradients
        let shapes = [reference.images, reference.weight, [reference.weight[0]]]
        let directions = shapes.indices.map { drawn(shapes[$0], stream: 5 + $0) }
        let seed = drawn(reference.output, stream: 4)
        func weighted(_ step: Double) -> Double {
            let inputs = shapes.indices.map {
                drawn(shapes[$0], stream: 1 + $0) + directions[$0] * step
            }
            let y = conv2d(
                inputs[0], inputs[1], inputs[2], stride: reference.stride,
                padding: reference.padding)
            return (y * seed).sum().item()
        }
        let found = zip(gradients, directions).reduce(0) { $0 + ($1.0 * $1.1).sum().item() }
        let expected = (weighted(1e-4) - weighted(-1e-4)) / 2e-4
        #expect(abs(found - expected) < 1e-8 * max(1, abs(expected)))
    }

    @Test(arguments: table + tiled + large)
    func `single precision agrees with double precision`(_ reference: ConvolutionReference) {
        let (single, double) = (run(reference, .float32), run(reference, .float64))
        #expect(relativeError(single.y.doubles, double.y.doubles) < 2e-6)
        for (found, expected) in zip(single.gradients, double.gradients) {
            #expect(relativeError(found.doubles, expected.doubles) < 2e-6)
        }
    }

    @Test func `no images give no values and gradients of 0`() {
        let found = run(.init(images: [0, 5, 5, 3], weight: [4, 3, 3, 3]), .float32)
        #expect(found.y.shape == [0, 3, 3, 4])
        #expect(found.gradients[1].scalars.allSatisfy { $0 == 0 })
        #expect(found.gradients[2].scalars.allSatisfy { $0 == 0 })
    }

    @Test func `a frozen input gets no gradient and an input used twice their sum`() {
        let x = drawn([1, 5, 5, 3], stream: 1)
        let weight = drawn([3, 3, 3, 3], stream: 2)
        let (once, twice) = withTape {
            let leaf = x.tracked()
            let single = conv2d(leaf, weight, padding: 1)
            let double = conv2d(leaf, weight, padding: 1) + conv2d(leaf, weight, padding: 1)
            return (single.sum().gradients()[leaf], double.sum().gradients()[leaf])
        }
        #expect(relativeError(twice?.doubles ?? [], once?.doubles.map { $0 * 2 } ?? []) < 1e-14)
    }
}
