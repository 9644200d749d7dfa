/// The element types that binary files hold, and how bytes become values of them.
enum ElementKind: Sendable {
    case bool, uint8, int8, uint16, int16, uint32, int32, uint64, int64
    case float16, float32, float64

    /// Bytes an element.
    var size: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .uint16, .int16, .float16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64: 8
        }
    }

    /// Returns `count` elements from `bytes` at `offset`; the caller has checked that they are
    /// there.
    func values(
        from bytes: FileContents, at offset: Int, count: Int, bigEndian: Bool
    ) -> NumericArray.Values {
        func load<Value: FixedWidthInteger>(_ type: Value.Type) -> [Value] {
            Self.load(type, from: bytes, at: offset, count: count, bigEndian: bigEndian)
        }
        return switch self {
        case .bool: .uint8(load(UInt8.self).map { $0 == 0 ? 0 : 1 })
        case .uint8: .uint8(load(UInt8.self))
        case .int8: .int8(load(Int8.self))
        case .uint16: .uint16(load(UInt16.self))
        case .int16: .int16(load(Int16.self))
        case .uint32: .uint32(load(UInt32.self))
        case .int32: .int32(load(Int32.self))
        case .uint64: .uint64(load(UInt64.self))
        case .int64: .int64(load(Int64.self))
        case .float16: .float32(load(UInt16.self).map(Self.float(half:)))
        case .float32: .float32(load(UInt32.self).map(Float.init(bitPattern:)))
        case .float64: .float64(load(UInt64.self).map(Double.init(bitPattern:)))
        }
    }

    private static func load<Value: FixedWidthInteger>(
        _ type: Value.Type, from bytes: FileContents, at offset: Int, count: Int, bigEndian: Bool
    ) -> [Value] {
        let stored = [Value](unsafeUninitializedCapacity: count) { target, initialized in
            bytes.withUnsafeBytes { source in
                let end = offset + count * (Value.bitWidth / 8)
                UnsafeMutableRawBufferPointer(target).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[offset..<end]))
            }
            initialized = count
        }
        if Value.bitWidth == 8 || bigEndian == (1.bigEndian == 1) { return stored }
        return stored.map { $0.byteSwapped }
    }

    /// Returns the number that 16 bits of IEEE 754 half precision stand for.
    static func float(half bits: UInt16) -> Float {
        let sign: Float = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF)
        return switch exponent {
        case 0: sign * fraction * 0x1p-24
        case 31: fraction == 0 ? sign * .infinity : .nan
        default: Float(sign: .plus, exponent: exponent - 25, significand: sign * (1024 + fraction))
        }
    }
}
