internal import CKernels

extension Shape {
    /// How many values lie between neighbours along each axis.
    var strides: SIMD8<Int> {
        var strides = SIMD8<Int>(repeating: 0)
        var stride = 1
        for axis in (0..<rank).reversed() {
            strides[axis] = stride
            stride *= self[axis]
        }
        return strides
    }

    /// The strides with which a tensor of this shape is read as one of `whole`, to which it
    /// broadcasts: 0 along what is repeated.
    func strides(broadcastTo whole: Shape) -> SIMD8<Int> {
        let own = strides
        var strides = SIMD8<Int>(repeating: 0)
        for axis in 0..<rank where self[axis] != 1 {
            strides[whole.rank - rank + axis] = own[axis]
        }
        return strides
    }

    /// Every place of this shape, with the distances that two tensors have along its axes.
    func grid(_ first: SIMD8<Int>, _ second: SIMD8<Int>) -> GridShape {
        var grid = GridShape()
        for axis in 0..<rank { grid_append(&grid, self[axis], first[axis], second[axis]) }
        return grid
    }
}

extension Tensor {
    /// Copies (or adds) values between this tensor and `other` at every place of `shape`, from
    /// given elements on and with given strides.
    func copy(
        from start: Int = 0, _ strides: SIMD8<Int>, to other: Tensor, at otherStart: Int = 0,
        _ otherStrides: SIMD8<Int>, over shape: Shape, adding: Bool = false
    ) {
        if shape.count == 0 { return }
        var grid = shape.grid(strides, otherStrides)
        loops.pointee.shaping.copy(
            &grid, address + start * type.size, other.address + otherStart * type.size, adding)
    }
}
