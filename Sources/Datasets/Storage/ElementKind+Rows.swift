extension ElementKind {
    /// Writes elements rounded to single precision, as `NumericArray.floats()` has them.
    func convert(
        _ bytes: UnsafeRawBufferPointer, bigEndian: Bool,
        to target: UnsafeMutableBufferPointer<Float>
    ) {
        let swaps = size > 1 && bigEndian != (1.bigEndian == 1)
        func each<Value: FixedWidthInteger>(_ type: Value.Type, _ float: (Value) -> Float) {
            for index in target.indices {
                let value = bytes.loadUnaligned(
                    fromByteOffset: index * (Value.bitWidth / 8), as: Value.self)
                target.initializeElement(at: index, to: float(swaps ? value.byteSwapped : value))
            }
        }
        switch self {
        case .bool: each(UInt8.self) { $0 == 0 ? 0 : 1 }
        case .uint8: each(UInt8.self) { Float($0) }
        case .int8: each(Int8.self) { Float($0) }
        case .uint16: each(UInt16.self) { Float($0) }
        case .int16: each(Int16.self) { Float($0) }
        case .uint32: each(UInt32.self) { Float($0) }
        case .int32: each(Int32.self) { Float($0) }
        case .uint64: each(UInt64.self) { Float($0) }
        case .int64: each(Int64.self) { Float($0) }
        case .float16: each(UInt16.self) { Self.float(half: $0) }
        case .float32: each(UInt32.self) { Float(bitPattern: $0) }
        case .float64: each(UInt64.self) { Float(Double(bitPattern: $0)) }
        }
    }

    /// What each of the 256 bytes stands for; nil where an element has more bytes.
    var meanings: [Float]? {
        switch self {
        case .bool: (0..<256).map { $0 == 0 ? 0 : 1 }
        case .uint8: (0..<256).map { Float($0) }
        case .int8: (0..<256).map { Float(Int8(truncatingIfNeeded: $0)) }
        default: nil
        }
    }
}
