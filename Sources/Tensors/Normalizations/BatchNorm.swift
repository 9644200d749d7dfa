internal import CKernels

/// Returns (x - mean) / √(variance + ε) · scale + shift with the batch's own statistics, and them.
///
/// The statistics are by channel, the last axis of x, over all other axes; `variance` is the biased
/// one (divided by the number of values). They are constants to the tape. Source: Ioffe and Szegedy
/// 2015, arXiv 1502.03167.
public func batchNorm(
    _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Double = 1e-5
) -> (y: Tensor, mean: Tensor, variance: Tensor) {
    requireChannels(x, [scale, shift], "batchNorm")
    let (rows, columns) = x.rowsOfLastAxis("batchNorm")
    let y = x.another()
    let mean = scale.another()
    let variance = scale.another()
    let inverse = scale.another()
    x.loops.pointee.batch_norm(
        x.address, scale.address, shift.address, y.address, mean.address, variance.address,
        inverse.address, rows, columns, epsilon)
    let recorded = y.recorded(.batchNorm, x, scale, shift, saving: x, mean, inverse, scale)
    return (recorded, mean, variance)
}

/// Returns (x - mean) / √(variance + ε) · scale + shift with given statistics, as in evaluation.
///
/// The statistics are constants to the tape.
public func batchNormInference(
    _ x: Tensor, mean: Tensor, variance: Tensor, scale: Tensor, shift: Tensor,
    epsilon: Double = 1e-5
) -> Tensor {
    requireChannels(x, [mean, variance, scale, shift], "batchNormInference")
    let (rows, columns) = x.rowsOfLastAxis("batchNormInference")
    let y = x.another()
    let inverse = variance.another()
    x.loops.pointee.inverse_deviation(
        variance.address, inverse.address, inverse.count, epsilon)
    x.loops.pointee.normalize(
        x.address, mean.address, inverse.address, scale.address, shift.address, y.address,
        rows, columns)
    return y.recorded(.batchNormInference, x, scale, shift, saving: x, mean, inverse, scale)
}

private func requireChannels(_ x: Tensor, _ others: [Tensor], _ name: StaticString) {
    for other in others {
        require(
            x.rank >= 1 && other.rank == 1 && other.count == x.layout.last
                && other.type == x.type,
            "\(name) of shape \(x.layout) and a scale, shift or statistic of shape"
                + " \(other.layout): one for each channel (last axis)")
    }
}

extension Backward {
    mutating func batchNorm(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let mean = node.saved.1, let inverse = node.saved.2,
            let scale = node.saved.3
        else { return }
        let (rows, columns) = x.rowsOfLastAxis("batchNorm")
        let dx = gradient.another()
        let dscale = scale.another()
        let dshift = scale.another()
        x.loops.pointee.batch_norm_derivative(
            x.address, gradient.address, mean.address, inverse.address, scale.address,
            dx.address, dscale.address, dshift.address, rows, columns)
        if needs(node.inputs.0) { add(dx, to: node.inputs.0) }
        if needs(node.inputs.1) { add(dscale, to: node.inputs.1) }
        if needs(node.inputs.2) { add(dshift, to: node.inputs.2) }
    }

    mutating func batchNormInference(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let mean = node.saved.1, let inverse = node.saved.2,
            let scale = node.saved.3
        else { return }
        let (rows, columns) = x.rowsOfLastAxis("batchNormInference")
        if needs(node.inputs.1) || needs(node.inputs.2) {
            let dscale = Tensor(filling: scale.layout, 0, scale.type)
            let dshift = Tensor(filling: scale.layout, 0, scale.type)
            x.loops.pointee.normalize_sums(
                x.address, gradient.address, mean.address, inverse.address, dscale.address,
                dshift.address, rows, columns)
            if needs(node.inputs.1) { add(dscale, to: node.inputs.1) }
            if needs(node.inputs.2) { add(dshift, to: node.inputs.2) }
        }
        if needs(node.inputs.0) { add(gradient * (scale * inverse), to: node.inputs.0) }
    }
}
