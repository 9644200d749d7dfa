internal import CKernels

/// How two tensors of a binary operation line up: equal shapes, one the last axes of the other, one
/// a single element, or any other way in which NumPy's rule broadcasts both to one shape.
struct Operand {
    static let full = Int32(KernelOperandFull)
    static let row = Int32(KernelOperandRow)
    static let scalar = Int32(KernelOperandScalar)
    /// None of the simple ways.
    private static let grid = Int32(-1)

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
        guard let layout = Shape.broadcast(a.layout, b.layout) else {
            fatalError(
                "\(name) of shapes \(a.layout) and \(b.layout): extents differ where neither is 1")
        }
        let bRepeats = a.layout == layout && (b.layout.isSuffix(of: layout) || b.count == 1)
        let aRepeats = b.layout == layout && (a.layout.isSuffix(of: layout) || a.count == 1)
        guard bRepeats || aRepeats else {
            self.init(layout, 0, 0, Self.grid, Self.grid)
            return
        }
        let small = bRepeats ? b : a
        let rows = small.count == 0 ? 0 : layout.count / small.count
        let mode = rows == 1 ? Self.full : small.count == 1 ? Self.scalar : Self.row
        self.init(
            layout, rows, small.count, bRepeats ? Self.full : mode, bRepeats ? mode : Self.full)
    }

    /// Memory for the result, and the result in it.
    @inline(__always)
    func result(_ a: Tensor, _ b: Tensor, _ loop: KernelBinary) -> Tensor {
        let result = Tensor(uninitialized: layout, a.type)
        if left != Self.grid {
            loop(a.address, left, b.address, right, result.address, rows, columns)
        } else {
            runGrid(a, b, loop, into: result)
        }
        return result
    }

    @inline(never)
    private func runGrid(_ a: Tensor, _ b: Tensor, _ loop: KernelBinary, into result: Tensor) {
        if layout.count == 0 { return }
        var grid = layout.grid(
            a.layout.strides(broadcastTo: layout), b.layout.strides(broadcastTo: layout))
        result.loops.pointee.shaping.broadcast(
            &grid, loop, a.address, b.address, result.address)
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
        var (sum, axis) = (gradient, gradient.rank)
        while axis > 0 {
            axis -= 1
            if !isRepeated(axis, sum.layout, operand) { continue }
            let last = axis
            while axis > 0 && isRepeated(axis - 1, sum.layout, operand) { axis -= 1 }
            sum = summed(sum, axis, last)
        }
        return Tensor(sharing: sum.buffer, operand, sum.type)
    }

    private func isRepeated(_ axis: Int, _ whole: Shape, _ operand: Shape) -> Bool {
        operand.extent(below: axis, of: whole) == 1
    }

    /// The sum over the axes `first` to `last`, each of which stays, with extent 1.
    private func summed(_ x: Tensor, _ first: Int, _ last: Int) -> Tensor {
        let shape = Shape(rank: x.rank) { (first...last).contains($0) ? 1 : x.layout[$0] }
        if shape == x.layout { return x }
        let result = Tensor(uninitialized: shape, x.type)
        let (_, _, inner) = x.layout.split(at: last)
        let (outer, _, _) = x.layout.split(at: first)
        let extent = (first...last).reduce(1) { $0 * x.layout[$1] }
        x.loops.pointee.sum_axis(x.address, result.address, outer, extent, inner, 1)
        return result
    }
}
