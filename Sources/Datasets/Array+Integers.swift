extension [UInt8] {
    /// Returns the little-endian integer at `offset`, or nil where the bytes end before it does.
    func littleEndian<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value? {
        let size = Value.bitWidth / 8
        guard offset >= 0, offset <= count, count - offset >= size else { return nil }
        return withUnsafeBytes {
            Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
    }

    /// Returns the big-endian integer at `offset`, or nil where the bytes end before it does.
    func bigEndian<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value? {
        littleEndian(type, at: offset).map { $0.byteSwapped }
    }
}
