package import CKernels

/// Convolutions and matrix products of operands rounded to bfloat16 by the processor's own
/// instructions: AVX512_BF16.
///
/// Elsewhere operands are rounded and multiplied as `float32`. Both add in `float32`, but in
/// another order: so these products have numerics of their own, ``Numerics/fusedBfloat16``.
struct HalfProducts {
    private var shape: ConvolutionShape
    private let loops: ConvolutionTable

    /// Nil where operands are rounded one by one: for another precision, numerics or settings.
    init?(_ precision: Precision, _ type: ScalarType, _ shape: GroupedShape) {
        guard precision == .bfloat16, type == .float32,
            let loops = ThreadState.current.pointee.loops.half?.pointee, shape.groups == 1,
            shape.dilation_height == 1, shape.dilation_width == 1,
            shape.stride_height == shape.stride_width,
            shape.padding_height == shape.padding_width,
            min(shape.images, shape.height, shape.width, shape.channels, shape.filters) > 0
        else { return nil }
        self.loops = loops
        self.shape = ConvolutionShape(
            images: shape.images, height: shape.height, width: shape.width,
            channels: shape.channels, filters: shape.filters, kernel_height: shape.kernel_height,
            kernel_width: shape.kernel_width, stride: shape.stride_height,
            padding: shape.padding_height)
    }

    /// A matrix product as a convolution with a kernel of one pixel, of `rows` pixels.
    init?(_ type: ScalarType, rows: Int, channels: Int, filters: Int) {
        // Two columns: the gradient of the weights takes the pixels of a row in couples.
        let columns = rows % 2 == 0 ? 2 : 1
        self.init(
            .bfloat16, type,
            GroupedShape(
                images: [1, rows / columns, columns, channels], filters: Shape([filters, 1, 1]),
                ConvolutionSettings()))
    }

    private mutating func withScratch(
        _ keeping: (Tensor, Tensor),
        _ body: (inout ConvolutionShape, UnsafeMutableRawPointer) -> Void
    ) {
        let scratch = Buffer(bytes: half_scratch_bytes(&shape))
        withExtendedLifetime((scratch, keeping)) { body(&shape, scratch.address) }
    }

    mutating func forward(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, into y: Tensor) {
        let loops = loops
        withScratch((x, weight)) {
            loops.forward(&$0, x.address, weight.address, bias?.address, y.address, $1)
        }
    }

    mutating func inputGradient(_ weight: Tensor, _ dy: Tensor, into dx: Tensor) {
        let loops = loops
        withScratch((weight, dy)) {
            loops.input_gradient(&$0, weight.address, dy.address, dx.address, $1)
        }
    }

    mutating func weightGradient(_ x: Tensor, _ dy: Tensor, into dweight: Tensor) {
        let loops = loops
        withScratch((x, dy)) {
            loops.weight_gradient(&$0, x.address, dy.address, dweight.address, nil, $1)
        }
    }
}

/// Runs `body` with these products of bfloat16 on this thread, whatever the numerics: for tests
/// on processors that have none.
package func withHalfProducts<Result>(
    _ products: UnsafePointer<ConvolutionTable>, _ body: () throws -> Result
) rethrows -> Result {
    let state = ThreadState.current
    let own = state.pointee.loops.half
    state.pointee.loops.half = products
    defer { state.pointee.loops.half = own }
    return try body()
}

extension MatrixProduct {
    /// The product of operands rounded to bfloat16.
    func runHalf(_ a: Tensor, _ b: Tensor, bias: Tensor?, into c: Tensor, adding: Bool) {
        if !adding && runNative(a, b, bias, c) { return }
        if adding {
            let sum = c.another()
            if runNative(a, b, nil, sum) {
                c.loops.pointee.add(
                    c.address, Operand.full, sum.address, Operand.full, c.address, 1, c.count)
                return
            }
        }
        run(a.operand(.bfloat16), b.operand(.bfloat16), bias: bias, into: c, adding: adding)
    }

    /// Whether the processor's own instructions computed C = A B, or A B + bias.
    private func runNative(_ a: Tensor, _ b: Tensor, _ bias: Tensor?, _ c: Tensor) -> Bool {
        switch (transposeA, transposeB) {
        case (false, true):
            var half = HalfProducts(c.type, rows: rows, channels: depth, filters: columns)
            half?.forward(a, b, bias, into: c)
            return half != nil
        case (false, false) where bias == nil:
            var half = HalfProducts(c.type, rows: rows, channels: columns, filters: depth)
            half?.inputGradient(b, a, into: c)
            return half != nil
        case (true, false) where bias == nil:
            var half = HalfProducts(c.type, rows: depth, channels: columns, filters: rows)
            half?.weightGradient(b, a, into: c)
            return half != nil
        default: return false
        }
    }
}
