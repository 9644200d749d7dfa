/// The type of a tensor's values. Training uses `float32`; `float64` serves gradient checks.
public enum ScalarType: UInt8, Hashable, Sendable, CaseIterable {
    case float32
    case float64

    /// Bytes of one value.
    @inline(__always)
    var size: Int { self == .float32 ? 4 : 8 }
}
