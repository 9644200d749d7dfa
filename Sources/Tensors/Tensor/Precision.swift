internal import CKernels

/// How exact the operands of products are: of matrix products, convolutions, attention and the
/// products inside recurrent layers, forward and in both gradients.
///
/// Everything else, the sums in the products among it, is computed in `float32`, and so are
/// weights and what optimizers do to them. Tensors of `float64` are never rounded.
public enum Precision: UInt8, Hashable, Sendable {
    /// Operands as they are, of 24 binary digits.
    case float32
    /// Operands are rounded to 8 binary digits, to the nearest, as under PyTorch's
    /// `torch.autocast("cpu", dtype=torch.bfloat16)`.
    case bfloat16
}

/// Runs `body` with products of this precision on this thread. What is recorded inside is
/// differentiated in the same precision, wherever `gradients()` is called.
public func withPrecision<Result>(
    _ precision: Precision, _ body: () throws -> Result
) rethrows -> Result {
    let state = ThreadState.current
    let outer = state.pointee.precision
    state.pointee.precision = precision
    defer { state.pointee.precision = outer }
    return try body()
}

extension Precision {
    /// That of the innermost `withPrecision` on this thread.
    @inline(__always)
    static var current: Precision { ThreadState.current.pointee.precision }
}

extension Tensor {
    /// These values, off the tape, as an operand of a product of this precision.
    @inline(__always)
    func operand(_ precision: Precision) -> Tensor {
        precision == .float32 || type == .float64 ? self : roundedToBFloat16()
    }

    /// Returns the values rounded to bfloat16 (to the nearest, ties to even; NaN stays NaN), as a
    /// tensor of `float32` off the tape.
    public func roundedToBFloat16() -> Tensor {
        require(type == .float32, "roundedToBFloat16 needs a float32 tensor, not \(type)")
        let result = another()
        loops.pointee.round_to_half?(
            address.assumingMemoryBound(to: Float.self),
            result.address.assumingMemoryBound(to: Float.self), count)
        return result
    }
}
