internal import CKernels

extension Tensor {
    /// The sum of all elements, as a single number.
    public func sum() -> Tensor { reduced(scale: 1) }

    /// The mean of all elements, as a single number.
    public func mean() -> Tensor { reduced(scale: 1 / Double(count)) }

    /// The sums over `axis`, which disappears from the shape or stays with extent 1.
    public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor {
        let x = Reducible(self, axis: axis, keepingAxes: keepingAxis, "sum")
        return x.tensor.reduced(x.group, x.shape, scale: 1)
    }

    /// The means over `axis`, which disappears from the shape or stays with extent 1.
    public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor {
        let x = Reducible(self, axis: axis, keepingAxes: keepingAxis, "mean")
        return x.tensor.reduced(x.group, x.shape, scale: 1 / Double(x.group.extent))
    }

    /// The sums over `axes`, which disappear from the shape or stay with extent 1. Negative axes
    /// count from the end.
    public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
        let x = Reducible(self, axes, keepingAxes: keepingAxes, "sum")
        return x.tensor.reduced(x.group, x.shape, scale: 1)
    }

    /// The means over `axes`, as `sum(axes:keepingAxes:)`.
    public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
        let x = Reducible(self, axes, keepingAxes: keepingAxes, "mean")
        return x.tensor.reduced(x.group, x.shape, scale: 1 / Double(x.group.extent))
    }

    /// The sum of the squares of all elements. Not recorded.
    public func sumOfSquares() -> Double { loops.pointee.sum_of_squares(address, count) }

    /// The position of the largest element of every row over the last axis; the first of equals.
    public func largestIndices() -> [Int32] {
        let columns = layout.last
        require(columns > 0, "largestIndices needs a last axis, not shape \(layout)")
        let values = doubles
        return (0..<(count / columns)).map { row in
            var best = 0
            for column in 1..<columns
            where values[row * columns + column] > values[row * columns + best] {
                best = column
            }
            return Int32(best)
        }
    }

    private func reduced(scale: Double) -> Tensor {
        let total = loops.pointee.sum(address, count) * scale
        var setting = Node.Setting()
        setting.number = scale
        return Tensor(filling: Shape(), total, type).recorded(.sum, self, setting: setting)
    }

    private func reduced(_ group: AxisGroup, _ shape: Shape, scale: Double) -> Tensor {
        var setting = group.setting
        setting.number = scale
        return summed(group, shape, scale).recorded(.sumAxis, self, setting: setting)
    }

    /// `scale` times the sums over the middle of the group. Not recorded.
    func summed(_ group: AxisGroup, _ shape: Shape, _ scale: Double) -> Tensor {
        if group.extent == 0 { return Tensor(filling: shape, 0 * scale, type) }
        let result = Tensor(uninitialized: shape, type)
        loops.pointee.sum_axis(
            address, result.address, group.outer, group.extent, group.inner, scale)
        return result
    }

    /// `scale` times this tensor, repeated over the middle of the group. Not recorded.
    func spread(_ group: AxisGroup, _ shape: Shape, _ scale: Double = 1) -> Tensor {
        let result = Tensor(uninitialized: shape, type)
        loops.pointee.spread_axis(
            address, result.address, group.outer, group.extent, group.inner, scale)
        return result
    }
}

extension Backward {
    mutating func sum(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let value = gradient.item() * node.setting.number
        let shape = layout(of: node.inputs.0)
        add(Tensor(filling: shape, value, gradient.type), to: node.inputs.0)
    }

    mutating func sumAxis(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let input = node.inputs.0
        let spread = gradient.spread(
            AxisGroup(node.setting), layout(of: input), node.setting.number)
        add(spread, to: input)
    }
}
