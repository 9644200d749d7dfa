internal import CKernels
internal import COpenBLAS

/// C = A B, or C += A B, on row-major matrices that may be read transposed; the last two axes of
/// tensors with more are those of matrices in a batch.
struct MatrixProduct {
    let transposeA: Bool
    let transposeB: Bool
    let rows: Int
    let columns: Int
    let depth: Int

    /// The shape of C.
    let layout: Shape

    /// Takes the shapes of A and B as stored; traps if they do not fit.
    @inline(__always)
    init(
        _ a: Shape, transposed transposeA: Bool, _ b: Shape, transposed transposeB: Bool,
        _ name: StaticString
    ) {
        self.transposeA = transposeA
        self.transposeB = transposeB
        if a.rank == 2 && b.rank == 2 {
            rows = a[transposeA ? 1 : 0]
            columns = b[transposeB ? 0 : 1]
            depth = a[transposeA ? 0 : 1]
            layout = Shape(rows, columns)
            if depth != b[transposeB ? 1 : 0] { Self.trap(a, transposeA, b, transposeB, name) }
        } else {
            (rows, columns, depth, layout) = Self.batched(a, transposeA, b, transposeB, name)
        }
    }

    /// Memory that `run` needs.
    @inline(__always)
    func scratch(_ type: ScalarType) -> Buffer? {
        transposeA
            ? Buffer(
                bytes: product_scratch(rows, depth, transposeA) * type.size
                    * Int(kernel_team_lanes())) : nil
    }

    /// With operands of this precision.
    @inline(__always)
    func run(
        _ a: Tensor, _ b: Tensor, bias: Tensor? = nil, into c: Tensor, adding: Bool = false,
        _ precision: Precision
    ) {
        if precision == .bfloat16 && c.type == .float32 {
            runHalf(a, b, bias: bias, into: c, adding: adding)
        } else {
            run(a, b, bias: bias, into: c, adding: adding)
        }
    }

    @inline(__always)
    func run(_ a: Tensor, _ b: Tensor, bias: Tensor? = nil, into c: Tensor, adding: Bool = false) {
        let scratch = scratch(c.type)
        withExtendedLifetime((scratch, a, b)) {
            run(a.address, b.address, bias?.address, c.address, c.type, scratch, adding)
        }
    }

    /// Runs our own loops: of any size where the numerics are fused, else with A in the
    /// second-level cache, and OpenBLAS for what is larger.
    @inline(__always)
    func run(
        _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
        _ bias: UnsafeMutableRawPointer?, _ c: UnsafeMutableRawPointer, _ type: ScalarType,
        _ scratch: Buffer?, _ adding: Bool
    ) {
        let loops = kernels(type)
        if loops.pointee.multiplies_large || rows &* depth &* type.size <= 1 << 19 {
            var product = KernelProduct(
                a: UnsafeRawPointer(a), b: UnsafeRawPointer(b), c: c, bias: UnsafeRawPointer(bias),
                rows: rows, columns: columns, depth: depth, transpose_a: transposeA,
                transpose_b: transposeB, adding: adding)
            kernel_product(loops, &product, scratch?.address)
        } else {
            if let bias { loops.pointee.repeat_row(bias, c, rows, columns) }
            runOpenBLAS(a, b, c, type, adding || bias != nil)
        }
    }

    /// The corresponding C functions are `cblas_sgemm` and `cblas_dgemm`.
    private func runOpenBLAS(
        _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ c: UnsafeMutableRawPointer,
        _ type: ScalarType, _ adding: Bool
    ) {
        if rows == 0 || columns == 0 { return }
        let first = transposeA ? CblasTrans : CblasNoTrans
        let second = transposeB ? CblasTrans : CblasNoTrans
        let m = blasint(rows)
        let n = blasint(columns)
        let k = blasint(depth)
        let lda = max(1, transposeA ? m : k)
        let ldb = max(1, transposeB ? k : n)
        if type == .float32 {
            cblas_sgemm(
                CblasRowMajor, first, second, m, n, k, 1,
                a.assumingMemoryBound(to: Float.self), lda,
                b.assumingMemoryBound(to: Float.self), ldb, adding ? 1 : 0,
                c.assumingMemoryBound(to: Float.self), n)
        } else {
            cblas_dgemm(
                CblasRowMajor, first, second, m, n, k, 1,
                a.assumingMemoryBound(to: Double.self), lda,
                b.assumingMemoryBound(to: Double.self), ldb, adding ? 1 : 0,
                c.assumingMemoryBound(to: Double.self), n)
        }
    }
}
