internal import CKernels

/// Returns the largest value of each square window, channel by channel.
///
/// Shapes: [n, h, w, c] gives [n, ⌊(h + 2 padding - kernel) / stride⌋ + 1, …, c]; without a
/// `stride`, it is `kernel`. The padding never wins, and what is not a number always does. The
/// gradient goes to the first of equal largest values in row-major order.
public func maxPool2d(
    _ x: Tensor, kernel: Int, stride: Int? = nil, padding: Int = 0
) -> Tensor {
    let (shape, setting) = windows(x, "maxPool2d", kernel, stride ?? kernel, padding)
    let y = Tensor(uninitialized: shape.output, x.type)
    withUnsafePointer(to: shape) { x.loops.pointee.pooling.max($0, x.address, y.address) }
    return y.recorded(.maxPool2d, x, saving: x, setting: setting)
}

/// Returns the sum of each square window, channel by channel, over kernel²; the padding counts as
/// zeros.
///
/// Shapes: [n, h, w, c] gives [n, ⌊(h + 2 padding - kernel) / stride⌋ + 1, …, c]; without a
/// `stride`, it is `kernel`.
public func avgPool2d(
    _ x: Tensor, kernel: Int, stride: Int? = nil, padding: Int = 0
) -> Tensor {
    let (shape, setting) = windows(x, "avgPool2d", kernel, stride ?? kernel, padding)
    return average(x, shape, setting)
}

/// Returns the mean of each of `height` by `width` bins, channel by channel.
///
/// Shapes: [n, h, w, c] gives [n, height, width, c]. Bin i holds the rows ⌊i h / height⌋ up to
/// ⌈(i + 1) h / height⌉, as in PyTorch, so that neighbours may share one; columns likewise.
public func adaptiveAvgPool2d(_ x: Tensor, height: Int, width: Int) -> Tensor {
    require(
        x.rank == 4 && x.layout[1] > 0 && x.layout[2] > 0 && height > 0 && width > 0,
        "adaptiveAvgPool2d of images of shape \(x.layout) to [\(height), \(width)]:"
            + " images are [n, h, w, c], and all extents 1 or more")
    var setting = Node.Setting()
    setting.whole[0] = Int32(height)
    setting.whole[1] = Int32(width)
    return average(x, PoolingShape(x.layout, setting), setting)
}

private func average(_ x: Tensor, _ shape: PoolingShape, _ setting: Node.Setting) -> Tensor {
    let y = Tensor(uninitialized: shape.output, x.type)
    withUnsafePointer(to: shape) { x.loops.pointee.pooling.average($0, x.address, y.address) }
    return y.recorded(.averagePool2d, x, setting: setting)
}

/// The windows of a kernel that slides over `x`; traps where it does not fit.
private func windows(
    _ x: Tensor, _ name: StaticString, _ kernel: Int, _ stride: Int, _ padding: Int
) -> (PoolingShape, Node.Setting) {
    require(
        kernel > 0 && stride > 0 && padding >= 0 && 2 * padding <= kernel,
        "\(name) needs a kernel and a stride of 1 or more and a padding of 0 up to half the kernel,"
            + " not \(kernel), \(stride) and \(padding)")
    require(
        x.rank == 4 && x.layout[1] + 2 * padding >= kernel && x.layout[2] + 2 * padding >= kernel,
        "\(name) of images of shape \(x.layout) with windows of shape [\(kernel), \(kernel)] and a"
            + " padding of \(padding): images are [n, h, w, c], and not smaller than a window")
    var setting = Node.Setting()
    setting.whole[0] = Int32((x.layout[1] + 2 * padding - kernel) / stride + 1)
    setting.whole[1] = Int32((x.layout[2] + 2 * padding - kernel) / stride + 1)
    setting.whole[2] = Int32(kernel)
    setting.whole[3] = Int32(stride)
    setting.whole[4] = Int32(padding)
    return (PoolingShape(x.layout, setting), setting)
}

extension PoolingShape {
    /// Takes the images' shape and what a node keeps: the height and width of the result, then
    /// kernel, stride and padding (0 for adaptive bins).
    fileprivate init(_ images: Shape, _ setting: Node.Setting) {
        self.init(
            images: images[0], height: images[1], width: images[2], channels: images[3],
            output_height: Int(setting.whole[0]), output_width: Int(setting.whole[1]),
            kernel: Int(setting.whole[2]), stride: Int(setting.whole[3]),
            padding: Int(setting.whole[4]))
    }

    fileprivate var output: Shape { Shape([images, output_height, output_width, channels]) }
}

extension Backward {
    /// dx = dy at the first largest value of each window, summed where windows overlap.
    mutating func maxPool2d(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0 else { return }
        let dx = x.another()
        withUnsafePointer(to: PoolingShape(x.layout, node.setting)) {
            x.loops.pointee.pooling.max_gradient($0, x.address, gradient.address, dx.address)
        }
        add(dx, to: node.inputs.0)
    }

    /// dx = dy over the window's size at each of its values, summed where windows overlap.
    mutating func averagePool2d(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let images = layout(of: node.inputs.0)
        let dx = Tensor(uninitialized: images, gradient.type)
        withUnsafePointer(to: PoolingShape(images, node.setting)) {
            dx.loops.pointee.pooling.average_gradient($0, gradient.address, dx.address)
        }
        add(dx, to: node.inputs.0)
    }
}
