internal import CKernels
internal import COpenBLAS

/// Names the processor kernels that OpenBLAS runs on this host, and with them the bits of every
/// result: the same name gives the same bits.
public enum KernelKind {
    /// The kind in use, such as `Zen`, `Haswell` or `SkylakeX`. OpenBLAS detects it; the
    /// environment variable `OPENBLAS_CORETYPE` overrides it before the program starts. The
    /// corresponding C function is `openblas_get_corename`.
    public static let current = String(cString: openblas_get_corename())

    /// The kinds whose processors have AVX2 and fused multiply-add.
    static let fused: Set = [
        "Haswell", "Zen", "SkylakeX", "Cooperlake", "SapphireRapids",
    ]

    /// The kinds whose processors multiply bfloat16 themselves, with bits of their own.
    private static let half: Set = ["Cooperlake", "SapphireRapids"]

    /// The products of bfloat16 that go with the current kind; nil where operands are rounded and
    /// multiplied as `float32`.
    static func halfProducts() -> UnsafePointer<ConvolutionTable>? {
        guard half.contains(current) else { return nil }
        guard let products = kernel_half_products() else {
            fatalError(
                "the kernel kind \(current) needs AVX512_BF16, which this processor lacks; unset"
                    + " OPENBLAS_CORETYPE")
        }
        return products
    }

    /// The vector loops that go with the current kind.
    static func table(_ type: ScalarType) -> UnsafePointer<KernelTable> {
        openblas_set_num_threads(1)
        guard let table = kernel_table(Int32(type.rawValue), fused.contains(current)) else {
            fatalError(
                "the kernel kind \(current) needs AVX2 and fused multiply-add, which this"
                    + " processor lacks; unset OPENBLAS_CORETYPE")
        }
        return table
    }
}
