internal import CKernels

/// Which matrices of a batch meet: the axes before the last two of the operands, broadcast.
struct ProductBatch {
    /// Aligned at the end; 1 where there is no axis.
    private var extents = SIMD4<Int>(repeating: 1)

    /// The batch of a product whose result has this shape.
    init(_ result: Shape) {
        for axis in 0..<max(result.rank - 2, 0) { extents[6 - result.rank + axis] = result[axis] }
    }

    var count: Int { extents[0] * extents[1] * extents[2] * extents[3] }

    /// For each axis, how many values of a tensor of `shape` lie between two of its matrices; 0
    /// where one matrix serves all.
    func strides(_ shape: Shape) -> SIMD4<Int> {
        var strides = SIMD4<Int>(repeating: 0)
        var stride = shape[shape.rank - 2] * shape[shape.rank - 1]
        for axis in (0..<(shape.rank - 2)).reversed() where shape[axis] != 1 {
            strides[6 - shape.rank + axis] = stride
            stride *= shape[axis]
        }
        return strides
    }

    /// Whether several products go to one matrix of a tensor with these strides.
    func sharesTargets(_ strides: SIMD4<Int>) -> Bool {
        (0..<4).contains { extents[$0] != 1 && strides[$0] == 0 }
    }

    /// Where the matrix that takes part in product `number` starts.
    @inline(__always)
    func offset(_ number: Int, _ strides: SIMD4<Int>) -> Int {
        var (rest, offset) = (number, 0)
        for axis in (0..<4).reversed() where extents[axis] != 1 {
            offset += rest % extents[axis] * strides[axis]
            rest /= extents[axis]
        }
        return offset
    }
}

extension MatrixProduct {
    /// Rows, columns and depth of the product of two tensors with batches, and its shape.
    ///
    /// Where B is one matrix and A is not transposed, all of A's matrices are rows of one.
    static func batched(
        _ a: Shape, _ transposeA: Bool, _ b: Shape, _ transposeB: Bool, _ name: StaticString
    ) -> (rows: Int, columns: Int, depth: Int, layout: Shape) {
        if a.rank < 2 || b.rank < 2 { trap(a, transposeA, b, transposeB, name) }
        let depth = a[a.rank - (transposeA ? 2 : 1)]
        let rows = a[a.rank - (transposeA ? 1 : 2)]
        let columns = b[b.rank - (transposeB ? 2 : 1)]
        let left = Shape(rank: a.rank - 2) { a[$0] }
        let right = Shape(rank: b.rank - 2) { b[$0] }
        guard depth == b[b.rank - (transposeB ? 1 : 2)],
            let batch = Shape.broadcast(left, right)
        else { trap(a, transposeA, b, transposeB, name) }
        let layout = Shape(rank: batch.rank + 2) {
            $0 < batch.rank ? batch[$0] : $0 == batch.rank ? rows : columns
        }
        let isOne = b.rank == 2 && !transposeA
        return (isOne ? rows * batch.count : rows, columns, depth, layout)
    }

    static func trap(
        _ a: Shape, _ transposeA: Bool, _ b: Shape, _ transposeB: Bool, _ name: StaticString
    ) -> Never {
        let reason =
            a.rank < 2 || b.rank < 2
            ? "both need two axes" : "the inner extents differ or the batches do not broadcast"
        fatalError(
            "\(name) of shapes \(a)\(transposeA ? " transposed" : "") and \(b)"
                + "\(transposeB ? " transposed" : ""): \(reason)")
    }

    /// Runs the products of a whole batch; `batch` is that of the forward pass's result, whichever
    /// of its operands C is.
    func run(_ a: Tensor, _ b: Tensor, into c: Tensor, _ batch: ProductBatch, adding: Bool) {
        let size = c.type.size
        let (ofA, ofB, ofC) = (
            batch.strides(a.layout) &* size, batch.strides(b.layout) &* size,
            batch.strides(c.layout) &* size
        )
        let isShared = batch.sharesTargets(ofC)
        if isShared && !adding { c.loops.pointee.fill(c.address, c.count, 0) }
        let scratch = scratch(c.type)
        withExtendedLifetime((scratch, a, b, c)) {
            for number in 0..<batch.count {
                run(
                    a.address + batch.offset(number, ofA), b.address + batch.offset(number, ofB),
                    nil, c.address + batch.offset(number, ofC), c.type, scratch,
                    adding || isShared)
            }
        }
    }
}

extension Tensor {
    /// All axes but the last made one.
    var asRows: Tensor {
        if rank == 2 { return self }
        let columns = layout.last
        var rows = 1
        for axis in 0..<Swift.max(rank - 1, 0) { rows *= layout[axis] }
        return Tensor(sharing: buffer, Shape(rows, columns), type)
    }
}

extension Backward {
    /// Adds a product of two matrices to the gradient of `input`, in place where it already has
    /// one.
    @inline(__always)
    mutating func addProduct(
        _ a: Tensor, transposed transposeA: Bool, _ b: Tensor, transposed transposeB: Bool,
        to input: Int32, _ precision: Precision
    ) {
        let product = MatrixProduct(
            a.layout, transposed: transposeA, b.layout, transposed: transposeB, "matmul")
        let (target, isNew) = destination(for: input, layout(of: input), a.type)
        product.run(a, b, into: target, adding: !isNew, precision)
        put(target, for: input)
    }

    /// The same for every product of a batch.
    mutating func addProducts(
        _ a: Tensor, transposed transposeA: Bool, _ b: Tensor, transposed transposeB: Bool,
        _ batch: ProductBatch, to input: Int32
    ) {
        let product = MatrixProduct(
            Shape(a.layout[a.rank - 2], a.layout[a.rank - 1]), transposed: transposeA,
            Shape(b.layout[b.rank - 2], b.layout[b.rank - 1]), transposed: transposeB, "matmul")
        let (target, isNew) = destination(for: input, layout(of: input), a.type)
        product.run(a, b, into: target, batch, adding: !isNew)
        put(target, for: input)
    }
}
