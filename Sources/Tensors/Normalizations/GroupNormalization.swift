internal import CKernels

/// Returns (x - mean) / √(variance + ε) · scale + shift, with mean and biased variance over all
/// pixels of each of `groups` groups of neighbouring channels, for each image on its own.
///
/// Shapes: [n, ..., channels], [channels] and [channels] give [n, ..., channels]; images are NHWC.
/// Source: Wu and He 2018, arXiv 1803.08494.
public func groupNorm(
    _ x: Tensor, groups: Int, scale: Tensor, shift: Tensor, epsilon: Double = 1e-5
) -> Tensor {
    normalized(x, groups, scale, shift, epsilon, "groupNorm")
}

/// Returns (x - mean) / √(variance + ε) · scale + shift, with mean and biased variance over all
/// pixels of each channel of each image on its own.
///
/// Shapes: [n, ..., channels], [channels] and [channels] give [n, ..., channels]; images are NHWC.
/// Source: Ulyanov, Vedaldi and Lempitsky 2016, arXiv 1607.08022.
public func instanceNorm(
    _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Double = 1e-5
) -> Tensor {
    normalized(x, x.layout.last, scale, shift, epsilon, "instanceNorm")
}

private func normalized(
    _ x: Tensor, _ groups: Int, _ scale: Tensor, _ shift: Tensor, _ epsilon: Double,
    _ name: StaticString
) -> Tensor {
    for other in [scale, shift] {
        require(
            x.rank >= 2 && x.layout.last > 0 && other.rank == 1 && other.count == x.layout.last
                && other.type == x.type,
            "\(name) of shape \(x.layout) (\(x.type)) and a scale or shift of shape"
                + " \(other.layout) (\(other.type)): x is [n, ..., channels], one for each channel")
    }
    require(
        groups > 0 && scale.count % groups == 0,
        "\(name) of shape \(x.layout): its channels do not split into \(groups) groups")
    let mean = Tensor(uninitialized: Shape(x.layout[0], scale.count), x.type)
    let inverse = mean.another()
    let y = x.another()
    var setting = GroupNormalization(x, groups, scale, mean, inverse)
    setting.shift = UnsafeRawPointer(shift.address)
    setting.epsilon = epsilon
    x.loops.pointee.sequences.normalize_groups(&setting, x.address, y.address)
    var saved = Node.Setting()
    saved.whole[0] = Int32(groups)
    return y.recorded(.groupNorm, x, scale, shift, saving: x, scale, mean, inverse, setting: saved)
}

extension GroupNormalization {
    /// What both passes read; the shift is the forward pass' alone.
    fileprivate init(
        _ x: Tensor, _ groups: Int, _ scale: Tensor, _ mean: Tensor, _ inverse: Tensor
    ) {
        let pixels = mean.count == 0 ? 0 : x.count / mean.count
        self.init(
            scale: UnsafeRawPointer(scale.address), shift: UnsafeRawPointer(scale.address),
            mean: mean.address, inverse: inverse.address, images: x.layout[0], pixels: pixels,
            channels: scale.count, groups: groups, epsilon: 0)
    }
}

extension Backward {
    /// dx = inverse (g - mean(g) - x̂ mean(g x̂)), g = dy scale, dscale = Σ dy x̂, dshift = Σ dy
    mutating func groupNorm(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let scale = node.saved.1, let mean = node.saved.2,
            let inverse = node.saved.3
        else { return }
        let dx = x.another()
        let (dscale, dshift) = (scale.another(), scale.another())
        let (first, second) = (scale.another(), scale.another())
        var setting = GroupNormalization(
            x, Int(node.setting.whole[0]), scale, mean, inverse)
        x.loops.pointee.sequences.normalize_groups_derivative(
            &setting, x.address, gradient.address, dx.address, dscale.address, dshift.address,
            first.address, second.address)
        if needs(node.inputs.0) { add(dx, to: node.inputs.0) }
        if needs(node.inputs.1) { add(dscale, to: node.inputs.1) }
        if needs(node.inputs.2) { add(dshift, to: node.inputs.2) }
    }
}
