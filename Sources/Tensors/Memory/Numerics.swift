internal import CKernels
internal import COpenBLAS
internal import Synchronization

/// What decides the bits of every result: the same numerics give the same bits on every processor
/// that offers them.
public enum Numerics: Int, CaseIterable, Sendable {
    /// Our own loops alone, with fused multiply-add: on every x86-64 processor that has it, with
    /// AVX2 or AVX-512. Operands of bfloat16 are rounded and multiplied as `float32`.
    case fused
    /// The same, but that the processor multiplies bfloat16 itself (AVX512_BF16), which gives
    /// bits of its own.
    case fusedBfloat16
    /// Loops without fused multiply-add, and OpenBLAS for large products: on every processor. The
    /// name of OpenBLAS's kernels decides its bits, and so it is part of the name.
    case openBLAS

    /// As reports and messages have it. The number grows when the bits change.
    public var name: String {
        switch self {
        case .fused: "fused/1"
        case .fusedBfloat16: "fused-bfloat16/1"
        case .openBLAS: "openblas/\(Processor.openblasKernel)"
        }
    }

    /// Nil for a name that this processor does not offer.
    public init?(name: String) {
        guard let found = Self.offered.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// What this processor can compute, what a run goes by unless more is asked for first.
    public static let offered = allCases.filter {
        switch $0 {
        case .fused: kernel_table(0, true) != nil
        case .fusedBfloat16: kernel_table(0, true) != nil && kernel_half_products() != nil
        case .openBLAS: true
        }
    }

    /// The processor's own, which a program computes with that asks for nothing: the fastest.
    static let native = offered.contains(.fusedBfloat16) ? .fusedBfloat16 : offered[0]

    /// Those of threads that begin to compute.
    private static let chosen = Atomic(native.rawValue)

    /// Those that the calling thread computes with.
    public static var current: Numerics { ThreadState.current.pointee.numerics }

    /// Has the calling thread, and all that compute for the first time after this, go by these
    /// numerics; traps where this processor does not offer them.
    public static func use(_ numerics: Numerics) {
        require(
            offered.contains(numerics), "this processor does not offer the numerics \(numerics)")
        chosen.store(numerics.rawValue, ordering: .relaxed)
        ThreadState.current.pointee.loops = Loops(numerics)
    }

    static var ofNewThread: Numerics {
        Numerics(rawValue: chosen.load(ordering: .relaxed)) ?? native
    }
}

/// The vector loops that go with the numerics.
struct Loops {
    let numerics: Numerics
    let single: UnsafePointer<KernelTable>
    let double: UnsafePointer<KernelTable>
    /// Products of bfloat16 by the processor itself; nil where operands are rounded and multiplied
    /// as `float32`.
    var half: UnsafePointer<ConvolutionTable>?

    init(_ numerics: Numerics) {
        openblas_set_num_threads(1)
        self.init(
            numerics,
            kernel_table(Int32(ScalarType.float32.rawValue), numerics != .openBLAS),
            kernel_table(Int32(ScalarType.float64.rawValue), numerics != .openBLAS))
    }

    /// The widest loops of one instruction set; nil where this processor lacks it.
    init?(_ numerics: Numerics, level: Int) {
        guard let single = kernel_table_of_level(Int32(ScalarType.float32.rawValue), Int32(level))
        else { return nil }
        self.init(
            numerics, single,
            kernel_table_of_level(Int32(ScalarType.float64.rawValue), Int32(level)))
    }

    private init(
        _ numerics: Numerics, _ single: UnsafePointer<KernelTable>?,
        _ double: UnsafePointer<KernelTable>?
    ) {
        guard let single, let double else {
            fatalError("this processor does not offer the numerics \(numerics)")
        }
        self.numerics = numerics
        self.single = single
        self.double = double
        half = numerics == .fusedBfloat16 ? kernel_half_products() : nil
    }
}

/// Runs `body` on this thread with the loops of one instruction set (4, 3 or 0), for tests; nil
/// where this processor lacks it. The numerics must be those that this set computes.
package func withVectorLevel<Result>(
    _ level: Int, _ numerics: Numerics, _ body: () throws -> Result
) rethrows -> Result? {
    guard let loops = Loops(numerics, level: level) else { return nil }
    let state = ThreadState.current
    let own = state.pointee.loops
    state.pointee.loops = loops
    defer { state.pointee.loops = own }
    return try body()
}

/// Runs `body` on this thread with these numerics.
package func withNumerics<Result>(
    _ numerics: Numerics, _ body: () throws -> Result
) rethrows -> Result {
    let state = ThreadState.current
    let own = state.pointee.loops
    state.pointee.loops = Loops(numerics)
    defer { state.pointee.loops = own }
    return try body()
}
