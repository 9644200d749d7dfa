internal import CKernels

extension Tensor {
    /// The largest elements over `axes` (all of them without), which disappear from the shape or
    /// stay with extent 1. A NaN wins.
    ///
    /// The derivative goes to the first of equals in row-major order, as that of PyTorch's
    /// `max(dim)` does (its `amax` shares it out instead).
    public func max(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
        extreme(axes, keepingAxes, smallest: false, "max")
    }

    /// The smallest elements over `axes`, as `max(axes:keepingAxes:)`.
    public func min(axes: [Int]? = nil, keepingAxes: Bool = false) -> Tensor {
        extreme(axes, keepingAxes, smallest: true, "min")
    }

    /// The index along `axis` of the largest element, as a tensor of whole numbers; the first of
    /// equals. Without an axis: the index in row-major order. Not differentiable.
    public func argMax(axis: Int? = nil, keepingAxis: Bool = false) -> Tensor {
        index(axis, keepingAxis, smallest: false, "argMax")
    }

    /// The index of the smallest element, as `argMax(axis:keepingAxis:)`.
    public func argMin(axis: Int? = nil, keepingAxis: Bool = false) -> Tensor {
        index(axis, keepingAxis, smallest: true, "argMin")
    }

    private func extreme(
        _ axes: [Int]?, _ keepingAxes: Bool, smallest: Bool, _ name: StaticString
    ) -> Tensor {
        let x = Reducible(self, axes, keepingAxes: keepingAxes, name)
        let result = x.extreme(smallest, name)
        return result.recorded(
            .extreme, x.tensor, saving: x.tensor, result, setting: x.group.setting)
    }

    private func index(
        _ axis: Int?, _ keepingAxis: Bool, smallest: Bool, _ name: StaticString
    ) -> Tensor {
        let x = Reducible(
            detached, axis.map { [$0] }, keepingAxes: keepingAxis, name)
        let result = x.extreme(smallest, name)
        let indices = result.another()
        loops.pointee.mathematics.extreme_place(
            x.tensor.address, result.address, indices.address, x.group.outer, x.group.extent,
            x.group.inner)
        return indices
    }
}

extension Reducible {
    fileprivate func extreme(_ smallest: Bool, _ name: StaticString) -> Tensor {
        require(
            group.extent > 0 || shape.count == 0,
            "\(name) of no elements: the shape is \(tensor.layout)")
        let result = Tensor(uninitialized: shape, tensor.type)
        if shape.count > 0 {
            tensor.loops.pointee.mathematics.extreme(
                tensor.address, result.address, group.outer, group.extent, group.inner, smallest)
        }
        return result
    }
}

extension Backward {
    mutating func extreme(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let y = node.saved.1 else { return }
        let result = x.another()
        let group = AxisGroup(node.setting)
        x.loops.pointee.mathematics.extreme_derivative(
            x.address, y.address, gradient.address, result.address, group.outer, group.extent,
            group.inner)
        add(result, to: node.inputs.0)
    }
}
