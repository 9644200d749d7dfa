internal import CKernels

extension Tensor {
    /// The variances over `axes` (all of them without): Σ (x - mean)² / (n - 1), or / n where not
    /// `unbiased`. The axes disappear from the shape or stay with extent 1.
    ///
    /// The unbiased variance of one element, and any of none, is NaN.
    public func variance(
        axes: [Int]? = nil, unbiased: Bool = true, keepingAxes: Bool = false
    ) -> Tensor {
        let x = Reducible(self, axes, keepingAxes: keepingAxes, "variance")
        let (tensor, group) = (x.tensor, x.group)
        let freedom = group.extent - (unbiased ? 1 : 0)
        let scale = group.extent == 0 ? .nan : 1 / Double(freedom)
        let means = tensor.summed(group, x.shape, 1 / Double(group.extent))
        let centred = means.spread(group, tensor.layout)
        loops.pointee.subtract(
            tensor.address, Operand.full, centred.address, Operand.full, centred.address, 1,
            centred.count)
        let squares = centred * centred
        var setting = group.setting
        setting.number = 2 * scale
        return squares.summed(group, x.shape, scale)
            .recorded(.variance, tensor, saving: centred, setting: setting)
    }

    /// log Σ exp(x) over `axes` (all of them without), computed without overflow. The axes
    /// disappear from the shape or stay with extent 1. Of no elements it is -∞.
    public func logSumExp(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
        let reducible = Reducible(self, axes, keepingAxes: keepingAxes, "logSumExp")
        let (x, group) = (reducible.tensor, reducible.group)
        guard group.extent > 0 || reducible.shape.count == 0 else {
            return Tensor(filling: reducible.shape, -.infinity, type)
        }
        let rows = Shape([group.outer, group.extent, group.inner])
        let values = Tensor(sharing: x.buffer, rows, type)
        let largest = values.max(axes: [1], keepingAxes: true)
        // An infinite maximum would give ∞ - ∞.
        let shift = Tensor(filling: Shape(), 0, type)
            .replacing(with: largest, where: (largest - largest) .== 0)
        let sums = (values - shift).exp().sum(axes: [1], keepingAxes: true)
        let result = (sums.log() + shift).reshaped(to: reducible.shape)
        return result.recorded(.logSumExp, x, saving: x, result, setting: group.setting)
    }
}

extension Backward {
    /// dx = dy 2 (x - mean) / (n - 1): the mean's own part is 0.
    mutating func variance(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let centred = node.saved.0 else { return }
        let slope = gradient.spread(
            AxisGroup(node.setting), centred.layout, node.setting.number)
        add(slope * centred, to: node.inputs.0)
    }

    /// dx = dy exp(x - y), and 0 where y is -∞ (PyTorch: NaN).
    mutating func logSumExp(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let y = node.saved.1 else { return }
        let group = AxisGroup(node.setting)
        let finite = y.replacing(with: 0, where: y .== -.infinity)
        let shares = (x - finite.spread(group, x.layout)).exp()
        add(gradient.spread(group, x.layout) * shares, to: node.inputs.0)
    }
}
