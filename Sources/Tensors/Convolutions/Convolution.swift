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
    conv2d(
        x, weight, bias,
        ConvolutionSettings(stride: AxisPair(stride), padding: AxisPair(padding)))
}

/// Returns the convolution with settings for each axis, dilation and groups.
///
/// Shapes: x [n, h, w, c], weight [f, kh, kw, c / groups] and bias [f] give [n, i, j, f] with
/// i = ⌊(h + 2 padding - dilation (kh - 1) - 1) / stride⌋ + 1, and j likewise.
public func conv2d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, _ settings: ConvolutionSettings
) -> Tensor {
    var shape = GroupedShape(x, weight, settings)
    requireBias(bias, weight, shape.filters, x.type)
    let height = grouped_output_height(&shape)
    let width = grouped_output_width(&shape)
    let y = Tensor(
        uninitialized: Shape([shape.images, height, width, shape.filters]), x.type)
    if var half = HalfProducts(.current, x.type, shape) {
        half.forward(x, weight, bias, into: y)
    } else {
        let scratch = ThreadState.current.pointee.pool.workingMemory(
            bytes: grouped_scratch_bytes(&shape))
        let (images, filters) = (x.operand(.current), weight.operand(.current))
        withExtendedLifetime((images, filters)) {
            x.loops.pointee.grouped.forward(
                &shape, images.address, filters.address, bias?.address, y.address,
                scratch)
        }
    }
    return y.recorded(
        .conv2d, x, weight, bias, saving: x, weight, setting: Node.Setting(settings))
}

/// Returns the convolution of sequences with filters, as PyTorch's `conv1d`.
///
/// Shapes: x [n, t, c], weight [f, k, c / groups] and bias [f] give [n, i, f] with
/// i = ⌊(t + 2 padding - dilation (k - 1) - 1) / stride⌋ + 1.
public func conv1d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, groups: Int = 1
) -> Tensor {
    require(
        x.rank == 3 && weight.rank == 3,
        "conv1d of sequences of shape \(x.layout) and a weight of shape \(weight.layout):"
            + " [n, t, c] and [f, k, c / groups]")
    let settings = ConvolutionSettings(
        stride: AxisPair(height: 1, width: stride), padding: AxisPair(height: 0, width: padding),
        dilation: AxisPair(height: 1, width: dilation), groups: groups)
    let y = conv2d(
        x.reshaped([x.layout[0], 1, x.layout[1], x.layout[2]]),
        weight.reshaped([weight.layout[0], 1, weight.layout[1], weight.layout[2]]), bias,
        settings)
    return y.reshaped([y.layout[0], y.layout[2], y.layout[3]])
}

func requireBias(_ bias: Tensor?, _ weight: Tensor, _ filters: Int, _ type: ScalarType) {
    guard let bias else { return }
    require(
        bias.rank == 1 && bias.count == filters && bias.type == type,
        "a bias of shape \(bias.layout) does not fit a weight of shape \(weight.layout)")
}

extension GroupedShape {
    /// Traps where the filters do not fit the images.
    fileprivate init(_ x: Tensor, _ weight: Tensor, _ settings: ConvolutionSettings) {
        require(x.type == weight.type, "conv2d of \(x.type) and \(weight.type)")
        settings.requireUsable("conv2d")
        require(
            x.rank == 4 && weight.rank == 4 && weight.count > 0
                && x.layout[3] == weight.layout[3] * settings.groups
                && weight.layout[0] % settings.groups == 0,
            "conv2d of images of shape \(x.layout) and a weight of shape \(weight.layout) with"
                + " groups \(settings.groups): [n, h, w, c] and [f, kh, kw, c / groups] have the"
                + " same channels c, and the groups divide c and f")
        let extent = settings.extent(
            of: AxisPair(height: weight.layout[1], width: weight.layout[2]))
        require(
            x.layout[1] + 2 * settings.padding.height >= extent.height
                && x.layout[2] + 2 * settings.padding.width >= extent.width,
            "conv2d of images of shape \(x.layout) with a padding of \(settings.padding) and a"
                + " weight of shape \(weight.layout) with a dilation of \(settings.dilation):"
                + " the kernel is larger than the image")
        self.init(images: x.shape, filters: weight.layout, settings)
    }
}

extension Backward {
    /// dx is a convolution of dy with the filters turned round; dweight[f] sums dy[…, f] times the
    /// windows; dbias[f] sums dy[…, f].
    mutating func conv2d(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let weight = node.saved.1 else { return }
        let shape = GroupedShape(x, weight, node.setting.convolution)
        let isHalf = node.precision == .bfloat16 && x.type == .float32
        if isHalf {
            // Of bfloat16, that of the bias is no product: it is summed as it is.
            if needs(node.inputs.2) {
                add(summed(gradient.asRows, to: Shape(shape.filters)), to: node.inputs.2)
            }
            if var half = HalfProducts(node.precision, x.type, shape) {
                if needs(node.inputs.1) {
                    let dweight = weight.another()
                    half.weightGradient(x, gradient, into: dweight)
                    add(dweight, to: node.inputs.1)
                }
                if needs(node.inputs.0) {
                    let dx = x.another()
                    half.inputGradient(weight, gradient, into: dx)
                    add(dx, to: node.inputs.0)
                }
                return
            }
        }
        convolve(
            node, shape, x.operand(node.precision), weight.operand(node.precision),
            gradient.operand(node.precision), hasBias: !isHalf)
    }

    /// Of operands as they are.
    private mutating func convolve(
        _ node: borrowing Node, _ shape: GroupedShape, _ x: Tensor, _ weight: Tensor,
        _ dy: Tensor, hasBias: Bool
    ) {
        var shape = shape
        let needsBias = hasBias && needs(node.inputs.2)
        let scratch = ThreadState.current.pointee.pool.workingMemory(
            bytes: grouped_scratch_bytes(&shape))
        if needs(node.inputs.1) || needsBias {
            let dweight = weight.another()
            let dbias = needsBias ? Tensor(uninitialized: Shape(shape.filters), dy.type) : nil
            withExtendedLifetime((x, dy)) {
                x.loops.pointee.grouped.weight_gradient(
                    &shape, x.address, dy.address, dweight.address, dbias?.address,
                    scratch)
            }
            if needs(node.inputs.1) { add(dweight, to: node.inputs.1) }
            if let dbias { add(dbias, to: node.inputs.2) }
        }
        if needs(node.inputs.0) {
            let dx = x.another()
            withExtendedLifetime((weight, dy)) {
                x.loops.pointee.grouped.input_gradient(
                    &shape, weight.address, dy.address, dx.address, scratch)
            }
            add(dx, to: node.inputs.0)
        }
    }
}
