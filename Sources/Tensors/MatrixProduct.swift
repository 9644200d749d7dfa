internal import CKernels
internal import COpenBLAS

/// C = A B, or C += A B, on row-major matrices that may be read transposed.
struct MatrixProduct {
    let transposeA: Bool
    let transposeB: Bool
    let rows: Int
    let columns: Int
    let depth: Int

    /// Takes the shapes of A and B as stored; traps if they do not fit.
    @inline(__always)
    init(
        _ a: Shape, transposed transposeA: Bool, _ b: Shape, transposed transposeB: Bool,
        _ name: StaticString
    ) {
        require(
            a.rank == 2 && b.rank == 2 && a[transposeA ? 0 : 1] == b[transposeB ? 1 : 0],
            "\(name) of shapes \(a)\(transposeA ? " transposed" : "") and \(b)"
                + "\(transposeB ? " transposed" : ""): the inner extents differ")
        self.transposeA = transposeA
        self.transposeB = transposeB
        rows = a[transposeA ? 1 : 0]
        columns = b[transposeB ? 0 : 1]
        depth = a[transposeA ? 0 : 1]
    }

    var layout: Shape { Shape(rows, columns) }

    /// Runs our own loops where they are faster than a call of OpenBLAS: in single precision with A
    /// in the second-level cache. Which of the two runs depends on the shapes alone.
    @inline(__always)
    func run(_ a: Tensor, _ b: Tensor, bias: Tensor? = nil, into c: Tensor, adding: Bool = false) {
        if c.type == .float32 && rows &* depth <= 1 << 17 {
            runOwn(a, b, bias, c, adding)
        } else {
            if let bias {
                c.loops.pointee.repeat_row(bias.address, c.address, rows, columns)
            }
            runOpenBLAS(a, b, c, adding || bias != nil)
        }
    }

    @inline(__always)
    private func runOwn(
        _ a: Tensor, _ b: Tensor, _ bias: Tensor?, _ c: Tensor, _ adding: Bool
    ) {
        let scratch = transposeA ? Buffer(bytes: (rows + 8) * min(depth, 384) * 4) : nil
        var product = KernelProduct(
            a: UnsafeRawPointer(a.address), b: UnsafeRawPointer(b.address), c: c.address,
            bias: UnsafeRawPointer(bias?.address), scratch: scratch?.address, rows: rows,
            columns: columns, depth: depth, transpose_a: transposeA, transpose_b: transposeB,
            adding: adding)
        withExtendedLifetime(scratch) { c.loops.pointee.product?(&product) }
    }

    /// The corresponding C functions are `cblas_sgemm` and `cblas_dgemm`.
    private func runOpenBLAS(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ adding: Bool) {
        if rows == 0 || columns == 0 { return }
        let first = transposeA ? CblasTrans : CblasNoTrans
        let second = transposeB ? CblasTrans : CblasNoTrans
        let m = blasint(rows)
        let n = blasint(columns)
        let k = blasint(depth)
        let lda = max(1, transposeA ? m : k)
        let ldb = max(1, transposeB ? k : n)
        if c.type == .float32 {
            cblas_sgemm(
                CblasRowMajor, first, second, m, n, k, 1,
                a.address.assumingMemoryBound(to: Float.self), lda,
                b.address.assumingMemoryBound(to: Float.self), ldb, adding ? 1 : 0,
                c.address.assumingMemoryBound(to: Float.self), n)
        } else {
            cblas_dgemm(
                CblasRowMajor, first, second, m, n, k, 1,
                a.address.assumingMemoryBound(to: Double.self), lda,
                b.address.assumingMemoryBound(to: Double.self), ldb, adding ? 1 : 0,
                c.address.assumingMemoryBound(to: Double.self), n)
        }
    }
}

extension Backward {
    /// Adds a product to the gradient of `input`, in place where it already has one.
    @inline(__always)
    mutating func addProduct(
        _ a: Tensor, transposed transposeA: Bool, _ b: Tensor, transposed transposeB: Bool,
        to input: Int32
    ) {
        let product = MatrixProduct(
            a.layout, transposed: transposeA, b.layout, transposed: transposeB, "matmul")
        let (target, isNew) = destination(for: input, product.layout, a.type)
        product.run(a, b, into: target, adding: !isNew)
        put(target, for: input)
    }
}
