import CKernels
import Tensors
import Testing

/// Calls `body` with the places of x, weight and y of every product of a convolution.
private func forEachProduct(
    _ s: ConvolutionShape, _ body: (_ x: Int, _ weight: Int, _ y: Int) -> Void
) {
    var s = s
    let (height, width) = (convolution_output_height(&s), convolution_output_width(&s))
    for y in 0..<(s.images * height * width * s.filters) {
        let (filter, column) = (y % s.filters, y / s.filters % width)
        let (row, image) = (y / s.filters / width % height, y / s.filters / width / height)
        for tap in 0..<(s.kernel_height * s.kernel_width) {
            let i = row * s.stride + tap / s.kernel_width - s.padding
            let j = column * s.stride + tap % s.kernel_width - s.padding
            guard (0..<s.height).contains(i), (0..<s.width).contains(j) else { continue }
            for channel in 0..<s.channels {
                body(
                    ((image * s.height + i) * s.width + j) * s.channels + channel,
                    (filter * s.kernel_height * s.kernel_width + tap) * s.channels + channel, y)
            }
        }
    }
}

private func rounded(_ values: UnsafeRawPointer, _ place: Int) -> Float {
    let bits = values.assumingMemoryBound(to: UInt32.self)[place]
    return Float(bitPattern: (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF_0000)
}

/// Fills `target` with twice the sums of products that go to each place: so that it shows who
/// computed them.
private func doubled(
    _ s: ConvolutionShape, _ target: UnsafeMutableRawPointer, _ count: Int,
    _ product: (_ x: Int, _ weight: Int, _ y: Int) -> (place: Int, value: Float)
) {
    var sums = [Double](repeating: 0, count: count)
    forEachProduct(s) {
        let (place, value) = product($0, $1, $2)
        sums[place] += 2 * Double(value)
    }
    for (place, sum) in sums.enumerated() {
        target.assumingMemoryBound(to: Float.self)[place] = Float(sum)
    }
}

/// Convolutions by their formula, twice as large.
private func doubling() -> ConvolutionTable {
    ConvolutionTable(
        forward: { shape, x, weight, bias, y, _ in
            var s = shape.pointee
            let places = convolution_output_height(&s) * convolution_output_width(&s)
            doubled(s, y, s.images * places * s.filters) {
                ($2, rounded(x, $0) * rounded(weight, $1))
            }
            guard let bias = bias?.assumingMemoryBound(to: Float.self) else { return }
            for place in 0..<(s.images * places * s.filters) {
                y.assumingMemoryBound(to: Float.self)[place] += bias[place % s.filters]
            }
        },
        input_gradient: { shape, weight, dy, dx, _ in
            let s = shape.pointee
            doubled(s, dx, s.images * s.height * s.width * s.channels) {
                ($0, rounded(dy, $2) * rounded(weight, $1))
            }
        },
        weight_gradient: { shape, x, dy, dweight, _, _ in
            let s = shape.pointee
            doubled(s, dweight, s.filters * s.kernel_height * s.kernel_width * s.channels) {
                ($1, rounded(dy, $2) * rounded(x, $0))
            }
        })
}

/// An operation whose products the processor's own instructions compute where `factor` is 2.
private struct Product: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let shapes: [[Int]]
    let factor: Double
    let compute: @Sendable ([Tensor]) -> Tensor

    init(
        _ name: String, _ shapes: [Int]..., factor: Double = 2,
        compute: @escaping @Sendable ([Tensor]) -> Tensor
    ) {
        testDescription = name
        self.shapes = shapes
        self.factor = factor
        self.compute = compute
    }

    /// The value and the gradients of its sum, each weighed by the same numbers.
    func run() -> [[Double]] {
        withTape {
            let leaves = shapes.enumerated().map { place, shape in
                drawn(shape, stream: place + 1, .float32).tracked()
            }
            let y = withPrecision(.bfloat16) { compute(leaves) }
            let found = y.gradients(seed: drawn(y.shape, stream: 9, .float32))
            return [y.doubles] + leaves.map { found[$0]?.doubles ?? [] }
        }
    }
}

private let products: [Product] = [
    Product("linear, odd rows", [5, 7], [4, 7]) { linear($0[0], $0[1]) },
    Product("linear, even rows", [6, 7], [3, 7]) { linear($0[0], $0[1]) },
    Product("linear of sequences", [2, 3, 7], [4, 7]) { linear($0[0], $0[1]) },
    Product("A B", [5, 7], [7, 4]) { matmul($0[0], $0[1]) },
    Product("A B transposed", [6, 7], [4, 7]) { matmul($0[0], $0[1], transposeB: true) },
    Product("A transposed B", [7, 6], [7, 4]) { matmul($0[0], $0[1], transposeA: true) },
    Product("both transposed", [7, 6], [4, 7], factor: 1) {
        matmul($0[0], $0[1], transposeA: true, transposeB: true)
    },
    Product("a gradient that is added to", [5, 7], [7, 4], [4, 7]) {
        matmul($0[0], $0[1]) + linear($0[0], $0[2])
    },
    Product("batches", [2, 5, 7], [2, 7, 4], factor: 1) { matmul($0[0], $0[1]) },
    Product("conv2d", [2, 6, 5, 3], [4, 3, 3, 3]) {
        conv2d($0[0], $0[1], stride: 2, padding: 1)
    },
    Product("grouped conv2d", [2, 6, 5, 4], [4, 3, 3, 2], factor: 1) {
        conv2d($0[0], $0[1], nil, ConvolutionSettings(groups: 2))
    },
]

@Suite struct HalfProductTests {
    @Test(arguments: products)
    private func `products go to the processor's own instructions`(_ product: Product) {
        let expected = product.run()
        let found = withUnsafePointer(to: doubling()) { table in
            withHalfProducts(table) { product.run() }
        }
        for (found, expected) in zip(found, expected) {
            #expect(relativeError(found, expected.map { product.factor * $0 }) < 1e-5)
        }
    }

    @Test func `a bias and its gradient are no products`() {
        let calls: [@Sendable ([Tensor]) -> Tensor] = [
            { linear($0[0].reshaped([20, 3]), $0[1].reshaped([4, 3]), $0[2]) },
            { conv2d($0[0], $0[1], $0[2]) },
        ]
        for call in calls {
            let biased = Product("biased", [1, 4, 5, 3], [4, 1, 1, 3], [4], compute: call)
            let plain = Product("plain", [1, 4, 5, 3], [4, 1, 1, 3], [4]) {
                call([$0[0], $0[1], .zeros([4])])
            }
            let expected = biased.run()
            let (found, bare) = withUnsafePointer(to: doubling()) { table in
                withHalfProducts(table) { (biased.run(), plain.run()) }
            }
            let bias = drawn([4], stream: 3, .float32).doubles
            let sums = bare[0].enumerated().map { $1 + bias[$0 % 4] }
            #expect(relativeError(found[0], sums) < 1e-6)
            #expect(found[3] == expected[3])
        }
    }
}
