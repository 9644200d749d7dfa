extension Tensor {
    /// The same values in another shape of as many elements.
    public func reshaped(_ shape: [Int]) -> Tensor {
        reshaped(to: Shape(shape))
    }

    func reshaped(to target: Shape) -> Tensor {
        require(
            target.count == count,
            "a tensor of shape \(layout) cannot be reshaped to \(target): \(count) elements are"
                + " not \(target.count)")
        return Tensor(sharing: buffer, target, type).recorded(.reshaped, self)
    }

    /// The axes from `axis` on made one, in row-major order.
    public func flattened(from axis: Int = 1) -> Tensor {
        require(
            axis >= 0 && axis < rank,
            "a tensor of shape \(layout) cannot be flattened from axis \(axis)")
        if axis == rank - 1 { return self }
        return reshaped(Array(shape[..<axis]) + [shape[axis...].reduce(1, *)])
    }

    /// The rows (first-axis slices) that `indices` name, in that order. Not differentiable: a
    /// tracked tensor traps.
    public func gatheringRows(_ indices: [Int]) -> Tensor {
        require(!isTracked, "gatheringRows is not differentiable; use detached")
        require(rank >= 1, "gatheringRows needs rows; a single number has none")
        var extents = shape
        extents[0] = indices.count
        let result = Tensor(uninitialized: Shape(extents), type)
        let rows = layout[0]
        let bytes = rows == 0 ? 0 : count / rows * type.size
        for (row, index) in indices.enumerated() {
            require(
                index >= 0 && index < rows,
                "row \(index) is not in a tensor of shape \(layout)")
            (result.address + row * bytes).copyMemory(
                from: address + index * bytes, byteCount: bytes)
        }
        return result
    }
}

extension Backward {
    mutating func reshaped(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let shape = layout(of: node.inputs.0)
        add(Tensor(sharing: gradient.buffer, shape, gradient.type), to: node.inputs.0)
    }
}
