internal import CKernels

// Indices are whole numbers in a tensor of the operands' own type (float32 holds them exactly up to
// 2²⁴), so that they go through networks as any other input does.
extension Tensor {
    /// Picks one value for each index: result[i, j, k] = self[i, indices[i, j, k], k] for axis 1.
    ///
    /// `indices` has this tensor's shape but for the extent of `axis`. Its derivative adds up where
    /// an index comes twice.
    public func gather(axis: Int, _ indices: Tensor) -> Tensor {
        let axis = layout.index(of: axis, "gather")
        requireIndices(indices, axis, "gather")
        let (outer, extent, inner) = indices.layout.split(at: axis)
        let result = Tensor(uninitialized: indices.layout, type)
        loops.pointee.shaping.gather(
            address, layout[axis], indices.address, result.address, outer, extent, inner)
        var setting = Node.Setting()
        setting.whole[0] = Int32(axis)
        return result.recorded(.gather, self, saving: indices, setting: setting)
    }

    /// Adds each value of `source` at its index: result[i, indices[i, j, k], k] += source[i, j, k]
    /// for axis 1, starting from this tensor.
    ///
    /// `indices` and `source` have one shape: this tensor's but for the extent of `axis`.
    public func scatterAdd(axis: Int, _ indices: Tensor, _ source: Tensor) -> Tensor {
        let axis = layout.index(of: axis, "scatterAdd")
        require(
            source.layout == indices.layout && source.type == type,
            "scatterAdd: indices of shape \(indices.layout) and a source of shape"
                + " \(source.layout) (\(source.type))")
        requireIndices(indices, axis, "scatterAdd")
        var result = detached
        result.own()
        let (outer, extent, inner) = indices.layout.split(at: axis)
        loops.pointee.shaping.scatter_add(
            result.address, layout[axis], indices.address, source.address, outer, extent, inner)
        var setting = Node.Setting()
        setting.whole[0] = Int32(axis)
        return result.recorded(.scatterAdd, self, source, saving: indices, setting: setting)
    }

    private func requireIndices(_ indices: Tensor, _ axis: Int, _ name: StaticString) {
        require(
            indices.rank == rank
                && indices.layout.replacing(axis, with: 0) == layout.replacing(axis, with: 0),
            "\(name) along axis \(axis): indices of shape \(indices.layout) do not fit the shape"
                + " \(layout)")
        indices.requireIndices(below: layout[axis], of: self, name)
    }

    /// Traps if a value is not a whole number in 0 ..< `limit`, an extent of `other`.
    func requireIndices(below limit: Int, of other: Tensor, _ name: StaticString) {
        require(type == other.type, "\(name): indices of \(type) for values of \(other.type)")
        let bad = loops.pointee.shaping.first_bad_index(address, count, limit)
        require(
            bad < 0,
            "\(name): index \(doubles[Swift.max(bad, 0)]) is not a whole number below \(limit),"
                + " for a tensor of shape \(other.layout)")
    }
}

/// Marks each index: result[i, j, c] = 1 where indices[i, j] = c, else 0. Not differentiable.
public func oneHot(_ indices: Tensor, classes: Int) -> Tensor {
    let shape = Shape(rank: indices.rank + 1) {
        $0 < indices.rank ? indices.layout[$0] : classes
    }
    let result = Tensor(filling: shape, 0, indices.type)
    indices.requireIndices(below: classes, of: result, "oneHot")
    let ones = Tensor(filling: indices.layout, 1, indices.type)
    result.loops.pointee.shaping.scatter_add(
        result.address, classes, indices.address, ones.address, indices.count, 1, 1)
    return result
}

extension Backward {
    mutating func gather(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let indices = node.saved.0 else { return }
        let axis = Int(node.setting.whole[0])
        let target = cleared(node.inputs.0, gradient.type)
        let (outer, extent, inner) = indices.layout.split(at: axis)
        target.loops.pointee.shaping.scatter_add(
            target.address, target.layout[axis], indices.address, gradient.address, outer, extent,
            inner)
        put(target, for: node.inputs.0)
    }

    mutating func scatterAdd(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let indices = node.saved.0 else { return }
        if needs(node.inputs.1) {
            add(
                gradient.detached.gather(axis: Int(node.setting.whole[0]), indices),
                to: node.inputs.1)
        }
        if needs(node.inputs.0) { add(gradient, to: node.inputs.0) }
    }

    /// The gradient that `input` has so far, to be added to in place: zeros if it has none.
    private mutating func cleared(_ input: Int32, _ type: ScalarType) -> Tensor {
        let (target, isNew) = destination(for: input, layout(of: input), type)
        if isNew { target.loops.pointee.fill(target.address, target.count, 0) }
        return target
    }
}
