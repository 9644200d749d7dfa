internal import CKernels

extension Tensor {
    /// The axes in another order: axis i of the result is axis `axes[i]` of this tensor.
    ///
    /// A copy, since tensors are contiguous. Negative axes count from the end.
    public func permuted(_ axes: [Int]) -> Tensor {
        var order = SIMD8<Int32>()
        var isTaken = SIMD8<Int32>(repeating: 0)
        require(
            axes.count == rank,
            "permuted: \(axes) does not name each axis of the shape \(layout) once")
        for (axis, source) in axes.enumerated() {
            let index = layout.index(of: source, "permuted")
            require(
                isTaken[index] == 0,
                "permuted: \(axes) does not name each axis of the shape \(layout) once")
            isTaken[index] = 1
            order[axis] = Int32(index)
        }
        return permuted(order: order)
    }

    /// Two axes exchanged; negative ones count from the end. A copy.
    public func transposed(_ first: Int, _ second: Int) -> Tensor {
        let one = layout.index(of: first, "transposed")
        let other = layout.index(of: second, "transposed")
        var order = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
        order[one] = Int32(other)
        order[other] = Int32(one)
        return permuted(order: order)
    }

    /// The transpose of a matrix: [m, n] becomes [n, m].
    public func transposed2D() -> Tensor {
        require(rank == 2, "transposed2D needs a matrix, not a tensor of shape \(layout)")
        return transposed(0, 1)
    }

    func permuted(order: SIMD8<Int32>) -> Tensor {
        var setting = Node.Setting()
        setting.whole = order
        return reordered(order).recorded(.permuted, self, setting: setting)
    }

    fileprivate func reordered(_ order: SIMD8<Int32>) -> Tensor {
        let shape = Shape(rank: rank) { layout[Int(order[$0])] }
        let own = layout.strides
        var strides = SIMD8<Int>()
        for axis in 0..<rank { strides[axis] = own[Int(order[axis])] }
        let result = Tensor(uninitialized: shape, type)
        copy(strides, to: result, shape.strides, over: shape)
        return result
    }
}

extension Backward {
    /// The inverse permutation.
    mutating func permuted(_ node: borrowing Node, _ gradient: consuming Tensor) {
        var inverse = SIMD8<Int32>()
        for axis in 0..<gradient.rank {
            inverse[Int(node.setting.whole[axis])] = Int32(axis)
        }
        add(gradient.reordered(inverse), to: node.inputs.0)
    }
}
