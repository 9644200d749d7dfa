internal import CKernels

extension Tensor {
    /// This tensor repeated along axes of extent 1 and along new axes before its own, as
    /// broadcasting does. A copy.
    public func expanded(to shape: [Int]) -> Tensor {
        let target = Shape(shape)
        require(
            Shape.broadcast(layout, target) == target,
            "expanded: a tensor of shape \(layout) does not broadcast to \(target)")
        return expanded(to: target)
    }

    func expanded(to target: Shape) -> Tensor {
        if layout == target { return self }
        let result = Tensor(uninitialized: target, type)
        copy(layout.strides(broadcastTo: target), to: result, target.strides, over: target)
        return result.recorded(.expanded, self)
    }

    /// Without `axis`, whose extent is 1. Negative axes count from the end.
    public func squeezed(axis: Int) -> Tensor {
        let axis = layout.index(of: axis, "squeezed")
        require(
            layout[axis] == 1, "squeezed: axis \(axis) of the shape \(layout) is not of extent 1")
        return reshaped(to: layout.removing(axis))
    }

    /// With a new axis of extent 1 at `axis`; -1 makes it the last.
    public func unsqueezed(axis: Int) -> Tensor {
        require(
            axis >= -rank - 1 && axis <= rank,
            "unsqueezed: no axis \(axis) fits into the shape \(layout)")
        let index = axis < 0 ? axis + rank + 1 : axis
        return reshaped(
            to: Shape(rank: rank + 1) {
                $0 == index ? 1 : layout[$0 < index ? $0 : $0 - 1]
            })
    }
}

extension Backward {
    mutating func expanded(_ node: borrowing Node, _ gradient: consuming Tensor) {
        add(summed(gradient, to: layout(of: node.inputs.0)), to: node.inputs.0)
    }
}
