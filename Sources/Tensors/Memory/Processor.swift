internal import CKernels
internal import COpenBLAS

/// What runs the loops here: it decides the speed, and no bits but under `openblas/…`.
public enum Processor {
    /// The kernels that OpenBLAS has chosen, such as `Zen`, `Haswell` or `SkylakeX`, or that the
    /// environment variable `OPENBLAS_CORETYPE` named before the program started. The
    /// corresponding C function is `openblas_get_corename`.
    public static let openblasKernel = String(cString: openblas_get_corename())

    /// The widest vector instructions that the loops use: `x86-64-v4`, `x86-64-v3` or `baseline`.
    public static let vectorLevel =
        [4, 3].first { kernel_table_of_level(0, $0) != nil }.map { "x86-64-v\($0)" } ?? "baseline"
}
