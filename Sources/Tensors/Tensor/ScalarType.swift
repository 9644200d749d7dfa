/// The type of a tensor's values. Training uses `float32`; `float64` serves gradient checks.
public enum ScalarType: UInt8, Hashable, Sendable, CaseIterable {
    /// Four bytes a value.
    case float32
    /// Eight bytes a value.
    case float64

    /// Bytes of one value.
    @inline(__always)
    var size: Int { self == .float32 ? 4 : 8 }
}
