internal import CKernels

/// How two tensors of a binary operation line up: equal shapes, one the last axes of the other, or
/// one a single element.
struct Operand {
    static let full = Int32(KernelOperandFull)
    static let row = Int32(KernelOperandRow)
    static let scalar = Int32(KernelOperandScalar)

    let layout: Shape
    let rows: Int
    let columns: Int
    let left: Int32
    let right: Int32

    @inline(__always)
    init(_ a: Tensor, _ b: Tensor, _ name: StaticString) {
        if a.layout == b.layout && a.type == b.type {
            self.init(a.layout, 1, a.count, Self.full, Self.full)
        } else {
            self.init(broadcasting: a, b, name)
        }
    }

    @inline(never)
    private init(broadcasting a: Tensor, _ b: Tensor, _ name: StaticString) {
        require(a.type == b.type, "\(name) of \(a.type) and \(b.type)")
        let bIsSmaller = b.layout.isSuffix(of: a.layout)
            || (b.count == 1 && b.rank <= a.rank)
        let aIsSmaller = a.layout.isSuffix(of: b.layout)
            || (a.count == 1 && a.rank <= b.rank)
        require(
            bIsSmaller || aIsSmaller,
            "\(name) of shapes \(a.layout) and \(b.layout): one must end in the other")
        let small = bIsSmaller ? b : a
        let layout = bIsSmaller ? a.layout : b.layout
        let rows = small.count == 0 ? 0 : layout.count / small.count
        let mode = rows == 1 ? Self.full : small.count == 1 ? Self.scalar : Self.row
        self.init(
            layout, rows, small.count, bIsSmaller ? Self.full : mode,
            bIsSmaller ? mode : Self.full)
    }

    @inline(__always)
    private init(_ layout: Shape, _ rows: Int, _ columns: Int, _ left: Int32, _ right: Int32) {
        self.layout = layout
        self.rows = rows
        self.columns = columns
        self.left = left
        self.right = right
    }
}

extension Backward {
    /// Sums `gradient` over what broadcasting repeated, down to the shape of `operand`.
    func summed(_ gradient: Tensor, to operand: Shape) -> Tensor {
        if gradient.layout == operand { return gradient }
        if gradient.count == operand.count {
            return Tensor(sharing: gradient.buffer, operand, gradient.type)
        }
        let result = Tensor(uninitialized: operand, gradient.type)
        let rows = operand.count == 0 ? 0 : gradient.count / operand.count
        result.loops.pointee.sum_axis(
            gradient.address, result.address, 1, rows, operand.count, 1)
        return result
    }
}
