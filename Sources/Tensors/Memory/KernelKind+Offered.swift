internal import CKernels

extension KernelKind {
    /// The kinds that this processor can run, its own first: a program restarted with one of them
    /// in `OPENBLAS_CORETYPE` computes what any other host of that kind does.
    public static var offered: [String] {
        let canFuse = kernel_table(Int32(ScalarType.float32.rawValue), true) != nil
        return [current] + (canFuse ? ["Haswell", "Zen"].filter { $0 != current } : [])
    }
}
