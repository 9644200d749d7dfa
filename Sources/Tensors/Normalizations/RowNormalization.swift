internal import CKernels

/// Returns (x - mean) / √(variance + ε) · scale + shift, with mean and biased variance over the
/// last axis of x, for each row on its own.
///
/// Shapes: [..., d], [d] and [d] give [..., d]. Source: Ba et al. 2016, arXiv 1607.06450.
public func layerNorm(
    _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Double = 1e-5
) -> Tensor {
    requireFeatures(x, [scale, shift], "layerNorm")
    let (y, mean, inverse) = normalized(x, scale, shift, epsilon)
    return y.recorded(.layerNorm, x, scale, shift, saving: x, scale, inverse, mean)
}

/// Returns x / √(mean of x² + ε) · scale, with the mean over the last axis of x, for each row on
/// its own.
///
/// Shapes: [..., d] and [d] give [..., d]. Source: Zhang and Sennrich 2019, arXiv 1910.07467.
public func rmsNorm(_ x: Tensor, scale: Tensor, epsilon: Double = 1e-5) -> Tensor {
    requireFeatures(x, [scale], "rmsNorm")
    let (y, _, inverse) = normalized(x, scale, nil, epsilon)
    return y.recorded(.rmsNorm, x, scale, saving: x, scale, inverse)
}

private func requireFeatures(_ x: Tensor, _ others: [Tensor], _ name: StaticString) {
    for other in others {
        require(
            x.rank >= 1 && x.layout.last > 0 && other.rank == 1 && other.count == x.layout.last
                && other.type == x.type,
            "\(name) of shape \(x.layout) (\(x.type)) and a scale or shift of shape"
                + " \(other.layout) (\(other.type)): one for each feature (last axis)")
    }
}

private func normalized(
    _ x: Tensor, _ scale: Tensor, _ shift: Tensor?, _ epsilon: Double
) -> (y: Tensor, mean: Tensor?, inverse: Tensor) {
    let (rows, columns) = (x.count / x.layout.last, x.layout.last)
    let y = x.another()
    let mean = shift == nil ? nil : Tensor(uninitialized: Shape(rows), x.type)
    let inverse = Tensor(uninitialized: Shape(rows), x.type)
    var setting = RowNormalization(
        scale: UnsafeRawPointer(scale.address), shift: UnsafeRawPointer(shift?.address),
        mean: mean?.address, inverse: inverse.address, rows: rows, columns: columns,
        epsilon: epsilon)
    x.loops.pointee.sequences.normalize_rows(&setting, x.address, y.address)
    return (y, mean, inverse)
}

extension Backward {
    /// dx = inverse (g - mean(g) - x̂ mean(g x̂)), g = dy scale, dscale = Σ dy x̂, dshift = Σ dy
    mutating func layerNorm(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let scale = node.saved.1, let inverse = node.saved.2,
            let mean = node.saved.3
        else { return }
        let dshift = scale.another()
        let (dx, dscale) = normalizedRows(x, scale, inverse, mean, gradient, dshift)
        if needs(node.inputs.0) { add(dx, to: node.inputs.0) }
        if needs(node.inputs.1) { add(dscale, to: node.inputs.1) }
        if needs(node.inputs.2) { add(dshift, to: node.inputs.2) }
    }

    /// dx = inverse (g - x̂ mean(g x̂)) with g = dy scale, dscale = Σ dy x̂
    mutating func rmsNorm(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let scale = node.saved.1, let inverse = node.saved.2
        else { return }
        let (dx, dscale) = normalizedRows(x, scale, inverse, nil, gradient, nil)
        if needs(node.inputs.0) { add(dx, to: node.inputs.0) }
        if needs(node.inputs.1) { add(dscale, to: node.inputs.1) }
    }

    private func normalizedRows(
        _ x: Tensor, _ scale: Tensor, _ inverse: Tensor, _ mean: Tensor?, _ gradient: Tensor,
        _ dshift: Tensor?
    ) -> (dx: Tensor, dscale: Tensor) {
        let dx = x.another()
        let dscale = scale.another()
        var setting = RowNormalization(
            scale: UnsafeRawPointer(scale.address), shift: nil, mean: mean?.address,
            inverse: inverse.address, rows: inverse.count, columns: scale.count, epsilon: 0)
        x.loops.pointee.sequences.normalize_rows_derivative(
            &setting, x.address, gradient.address, dx.address, dscale.address, dshift?.address)
        return (dx, dscale)
    }
}
