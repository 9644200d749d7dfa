internal import CKernels

/// An n-dimensional array of numbers, row-major and contiguous, that differentiates itself.
///
/// A tensor is a value and never changes; its memory comes from a pool and goes back when nothing
/// refers to it. Inside `withTape`, what is computed from tracked tensors is recorded, and
/// `gradients()` returns derivatives. Tensors stay on the thread that made them.
public struct Tensor {
    private(set) var buffer: Buffer
    let layout: Shape
    /// The type of every value.
    public let type: ScalarType
    /// Which recording region made this tensor, and its node there; 0 where it is not recorded.
    var region: UInt32 = 0
    var node: Int32 = -1

    /// Memory for a result, whose values the caller writes at once.
    @inline(__always)
    init(uninitialized layout: Shape, _ type: ScalarType) {
        buffer = Buffer(bytes: layout.count &* type.size)
        self.layout = layout
        self.type = type
    }

    /// Another name for the same values.
    @inline(__always)
    init(sharing buffer: Buffer, _ layout: Shape, _ type: ScalarType) {
        self.buffer = buffer
        self.layout = layout
        self.type = type
    }

    @inline(__always)
    var address: UnsafeMutableRawPointer { buffer.address }

    /// The extent of each axis; empty for a single number.
    public var shape: [Int] { layout.array }

    /// The number of axes.
    public var rank: Int { layout.rank }

    /// The number of values.
    public var count: Int { layout.count }

    /// The same values, off the tape: no derivative flows through it.
    public var detached: Tensor { Tensor(sharing: buffer, layout, type) }

    /// The loops for this tensor's type.
    @inline(__always)
    var loops: UnsafePointer<KernelTable> { kernels(type) }

    /// Memory for a tensor that differs in its values alone.
    @inline(__always)
    func another() -> Tensor { Tensor(uninitialized: layout, type) }

    /// The same, in this tensor's own memory where nothing else refers to it.
    @inline(__always)
    mutating func reusable() -> Tensor {
        isKnownUniquelyReferenced(&buffer) ? detached : another()
    }
}
