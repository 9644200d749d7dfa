internal import CKernels

extension Tensor {
    /// The sum of all elements, as a single number.
    public func sum() -> Tensor { reduced(scale: 1) }

    /// The mean of all elements, as a single number.
    public func mean() -> Tensor { reduced(scale: 1 / Double(count)) }

    /// The sums over `axis`, which disappears from the shape.
    public func sum(axis: Int) -> Tensor { reduced(axis, isMean: false) }

    /// The means over `axis`, which disappears from the shape.
    public func mean(axis: Int) -> Tensor { reduced(axis, isMean: true) }

    /// The sum of the squares of all elements. Not recorded.
    public func sumOfSquares() -> Double { loops.pointee.sum_of_squares(address, count) }

    /// The position of the largest element of every row over the last axis; the first of equals.
    public func largestIndices() -> [Int32] {
        let columns = layout.last
        require(columns > 0, "largestIndices needs a last axis, not shape \(layout)")
        let values = doubles
        return (0..<(count / columns)).map { row in
            var best = 0
            for column in 1..<max(columns, 1)
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

    private func reduced(_ axis: Int, isMean: Bool) -> Tensor {
        require(axis >= 0 && axis < rank, "axis \(axis) is not in the shape \(layout)")
        let (outer, extent, inner) = layout.split(at: axis)
        var setting = Node.Setting()
        setting.number = isMean ? 1 / Double(extent) : 1
        setting.whole[0] = Int32(axis)
        let result = Tensor(uninitialized: layout.removing(axis), type)
        loops.pointee.sum_axis(address, result.address, outer, extent, inner, setting.number)
        return result.recorded(.sumAxis, self, setting: setting)
    }
}

extension Backward {
    mutating func sum(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let value = gradient.item() * node.setting.number
        let shape = layout(of: node.inputs.0)
        add(Tensor(filling: shape, value, gradient.type), to: node.inputs.0)
    }

    mutating func sumAxis(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let shape = layout(of: node.inputs.0)
        let (outer, extent, inner) = shape.split(at: Int(node.setting.whole[0]))
        let result = Tensor(uninitialized: shape, gradient.type)
        result.loops.pointee.spread_axis(
            gradient.address, result.address, outer, extent, inner, node.setting.number)
        add(result, to: node.inputs.0)
    }
}
