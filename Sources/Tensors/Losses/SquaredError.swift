internal import CKernels

/// Returns the mean (or sum) over all elements of (x - y)².
public func meanSquaredError(
    _ x: Tensor, _ y: Tensor, reduction: Reduction = .mean
) -> Tensor {
    require(
        x.layout == y.layout && x.type == y.type,
        "meanSquaredError of shapes \(x.layout) (\(x.type)) and \(y.layout) (\(y.type))")
    let scale = reduction == .mean ? 1 / Double(x.count) : 1
    let slope = x.isTracked || y.isTracked ? x.another() : nil
    let total = x.loops.pointee.squared_error(
        x.address, y.address, slope?.address, x.count, scale)
    return Tensor(filling: Shape(), total * scale, x.type)
        .recorded(.squaredError, x, y, saving: slope)
}

extension Backward {
    /// dx = dy slope and dy = -dy slope, where slope is 2 (x - y), scaled, from the forward pass.
    mutating func squaredError(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let slope = node.saved.0 else { return }
        let factor = gradient.item()
        if needs(node.inputs.0) {
            add(factor == 1 ? slope : slope * factor, to: node.inputs.0)
        }
        if needs(node.inputs.1) { add(slope * -factor, to: node.inputs.1) }
    }
}
