internal import CKernels

/// How `upsample2d` fills in pixels.
public enum UpsamplingMode: Hashable, Sendable {
    /// The value of the pixel that the place lies in.
    case nearest
    /// Between the four pixels around the place, whose centres keep their distance from the
    /// edges (PyTorch's `align_corners=False`).
    case bilinear
}

/// Returns images with `factor` times the height and the width, as PyTorch's `interpolate`:
/// [n, h, w, c] to [n, factor h, factor w, c].
public func upsample2d(_ x: Tensor, factor: Int, mode: UpsamplingMode = .nearest) -> Tensor {
    require(
        x.rank == 4 && factor > 0,
        "upsample2d of shape \(x.layout) by a factor of \(factor): images [n, h, w, c] by 1 or"
            + " more")
    var shape = UpsamplingShape(x.layout, factor)
    let y = Tensor(
        uninitialized: Shape([
            shape.images, shape.height * factor, shape.width * factor, shape.channels,
        ]), x.type)
    switch mode {
    case .nearest: x.loops.pointee.upsampling.nearest(&shape, x.address, y.address)
    case .bilinear: x.loops.pointee.upsampling.bilinear(&shape, x.address, y.address)
    }
    var setting = Node.Setting()
    setting.whole[0] = Int32(factor)
    setting.whole[1] = mode == .bilinear ? 1 : 0
    return y.recorded(.upsample2d, x, setting: setting)
}

extension UpsamplingShape {
    fileprivate init(_ layout: Shape, _ factor: Int) {
        self.init(
            images: layout[0], height: layout[1], width: layout[2], channels: layout[3],
            factor: factor)
    }
}

extension Backward {
    /// Every value of dy is shared among the pixels that its own was made from.
    mutating func upsample2d(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let layout = layout(of: node.inputs.0)
        var shape = UpsamplingShape(layout, Int(node.setting.whole[0]))
        let dx = Tensor(uninitialized: layout, gradient.type)
        let loops = gradient.loops.pointee.upsampling
        if node.setting.whole[1] == 1 {
            loops.bilinear_gradient(&shape, gradient.address, dx.address)
        } else {
            loops.nearest_gradient(&shape, gradient.address, dx.address)
        }
        add(dx, to: node.inputs.0)
    }
}
