internal import CKernels

/// Returns the transposed convolution, as PyTorch's `conv_transpose2d`: the gradient of `conv2d`
/// with respect to its images, used as a function of the gradient. Every value of x adds `weight`
/// times itself to a window of y.
///
/// Shapes: x [n, h, w, f], weight [f, kh, kw, c / groups] and bias [c] give [n, i, j, c] with
/// i = stride (h - 1) - 2 padding + dilation (kh - 1) + outputPadding + 1, and j likewise.
/// `outputPadding` is smaller than the stride. Source: Zeiler et al. 2010, "Deconvolutional
/// networks".
public func convTranspose2d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil,
    _ settings: ConvolutionSettings = ConvolutionSettings(), outputPadding: AxisPair = 0
) -> Tensor {
    requireTransposable(x, weight, settings, outputPadding)
    let channels = weight.layout[3] * settings.groups
    requireBias(bias, weight, channels, x.type)
    let extent = settings.extent(
        of: AxisPair(height: weight.layout[1], width: weight.layout[2]))
    func size(_ axis: Int, _ path: KeyPath<AxisPair, Int>) -> Int {
        settings.stride[keyPath: path] * (x.layout[axis] - 1) - 2 * settings.padding[keyPath: path]
            + extent[keyPath: path] + outputPadding[keyPath: path]
    }
    let output = [x.layout[0], size(1, \.height), size(2, \.width), channels]
    require(
        x.layout[1] > 0 && x.layout[2] > 0 && output[1] > 0 && output[2] > 0,
        "convTranspose2d of images of shape \(x.layout) and a weight of shape \(weight.layout) with"
            + " a padding of \(settings.padding) leaves nothing: \(output)")
    var shape = GroupedShape(images: output, filters: weight.layout, settings)
    let y = Tensor(uninitialized: Shape(output), x.type)
    let scratch = ThreadState.current.pointee.pool.workingMemory(
        bytes: grouped_scratch_bytes(&shape))
    let (images, filters) = (x.operand(.current), weight.operand(.current))
    withExtendedLifetime((images, filters)) {
        x.loops.pointee.grouped.input_gradient(
            &shape, filters.address, images.address, y.address, scratch)
    }
    let recorded = y.recorded(
        .convTranspose2d, x, weight, saving: x, weight, setting: Node.Setting(settings))
    return bias.map { recorded + $0 } ?? recorded
}

private func requireTransposable(
    _ x: Tensor, _ weight: Tensor, _ settings: ConvolutionSettings, _ outputPadding: AxisPair
) {
    require(x.type == weight.type, "convTranspose2d of \(x.type) and \(weight.type)")
    settings.requireUsable("convTranspose2d")
    require(
        x.rank == 4 && weight.rank == 4 && weight.count > 0 && x.layout[3] == weight.layout[0]
            && weight.layout[0] % settings.groups == 0,
        "convTranspose2d of images of shape \(x.layout) and a weight of shape \(weight.layout) with"
            + " groups \(settings.groups): [n, h, w, f] and [f, kh, kw, c / groups] have the same"
            + " f, which the groups divide")
    require(
        min(outputPadding.height, outputPadding.width) >= 0
            && outputPadding.height < settings.stride.height
            && outputPadding.width < settings.stride.width,
        "convTranspose2d needs an output padding smaller than its stride \(settings.stride), not"
            + " \(outputPadding)")
}

extension Backward {
    /// dx is the convolution of dy; dweight is that of a convolution of dy with the gradient x.
    mutating func convTranspose2d(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let weight = node.saved.1 else { return }
        let dy = gradient.operand(node.precision)
        var shape = GroupedShape(
            images: dy.shape, filters: weight.layout, node.setting.convolution)
        let scratch = ThreadState.current.pointee.pool.workingMemory(
            bytes: grouped_scratch_bytes(&shape))
        if needs(node.inputs.1) {
            let dweight = weight.another()
            let images = x.operand(node.precision)
            withExtendedLifetime((images, dy)) {
                x.loops.pointee.grouped.weight_gradient(
                    &shape, dy.address, images.address, dweight.address, nil, scratch)
            }
            add(dweight, to: node.inputs.1)
        }
        if needs(node.inputs.0) {
            let dx = x.another()
            let filters = weight.operand(node.precision)
            withExtendedLifetime((filters, dy)) {
                x.loops.pointee.grouped.forward(
                    &shape, dy.address, filters.address, nil, dx.address, scratch)
            }
            add(dx, to: node.inputs.0)
        }
    }
}
