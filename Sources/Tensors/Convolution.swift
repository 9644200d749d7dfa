internal import CKernels

/// Returns the convolution (cross-correlation) of images with filters, as PyTorch's `conv2d`:
/// y[n, i, j, f] = bias[f] + Σ x[n, stride i + r - padding, stride j + s - padding, c]
/// weight[f, r, s, c] over r, s and c, where x is 0 outside of the image.
///
/// Shapes: x [n, h, w, c], weight [f, kh, kw, c] and bias [f] give [n, i, j, f] with
/// i = ⌊(h + 2 padding - kh) / stride⌋ + 1, and j likewise.
public func conv2d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0
) -> Tensor {
    var setting = Node.Setting()
    setting.whole[0] = Int32(stride)
    setting.whole[1] = Int32(padding)
    var shape = ConvolutionShape(x, weight, stride: stride, padding: padding)
    if let bias {
        require(
            bias.rank == 1 && bias.count == shape.filters && bias.type == x.type,
            "a bias of shape \(bias.layout) does not fit a weight of shape \(weight.layout)")
    }
    let height = convolution_output_height(&shape)
    let width = convolution_output_width(&shape)
    let y = Tensor(
        uninitialized: Shape([shape.images, height, width, shape.filters]), x.type)
    let scratch = Buffer(bytes: convolution_scratch_bytes(&shape))
    x.loops.pointee.convolution.forward(
        &shape, x.address, weight.address, bias?.address, y.address, scratch.address)
    return y.recorded(.conv2d, x, weight, bias, saving: x, weight, setting: setting)
}

extension ConvolutionShape {
    /// Traps where the filters do not fit the images.
    fileprivate init(_ x: Tensor, _ weight: Tensor, stride: Int, padding: Int) {
        require(x.type == weight.type, "conv2d of \(x.type) and \(weight.type)")
        require(
            x.rank == 4 && weight.rank == 4 && x.layout[3] == weight.layout[3]
                && weight.count > 0,
            "conv2d of images of shape \(x.layout) and a weight of shape \(weight.layout):"
                + " [n, h, w, c] and [f, kh, kw, c] have the same channels c")
        require(
            stride > 0 && padding >= 0,
            "conv2d needs a stride of 1 or more and a padding of 0 or more,"
                + " not \(stride) and \(padding)")
        require(
            x.layout[1] + 2 * padding >= weight.layout[1]
                && x.layout[2] + 2 * padding >= weight.layout[2],
            "conv2d of images of shape \(x.layout) with a padding of \(padding) and a weight of"
                + " shape \(weight.layout): the kernel is larger than the image")
        self.init(
            images: x.layout[0], height: x.layout[1], width: x.layout[2], channels: x.layout[3],
            filters: weight.layout[0], kernel_height: weight.layout[1],
            kernel_width: weight.layout[2], stride: stride, padding: padding)
    }
}

extension Backward {
    /// dx is a convolution of dy with the filters turned round; dweight[f] sums dy[…, f] times the
    /// windows; dbias[f] sums dy[…, f].
    mutating func conv2d(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let weight = node.saved.1 else { return }
        var shape = ConvolutionShape(
            x, weight, stride: Int(node.setting.whole[0]), padding: Int(node.setting.whole[1]))
        let dy = gradient
        let scratch = Buffer(bytes: convolution_scratch_bytes(&shape))
        if needs(node.inputs.1) || needs(node.inputs.2) {
            let dweight = weight.another()
            let dbias = needs(node.inputs.2)
                ? Tensor(uninitialized: Shape(shape.filters), dy.type) : nil
            x.loops.pointee.convolution.weight_gradient(
                &shape, x.address, dy.address, dweight.address, dbias?.address, scratch.address)
            if needs(node.inputs.1) { add(dweight, to: node.inputs.1) }
            if let dbias { add(dbias, to: node.inputs.2) }
        }
        if needs(node.inputs.0) {
            let dx = x.another()
            x.loops.pointee.convolution.input_gradient(
                &shape, weight.address, dy.address, dx.address, scratch.address)
            add(dx, to: node.inputs.0)
        }
    }
}
