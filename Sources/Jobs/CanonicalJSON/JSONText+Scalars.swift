internal import Foundation

extension JSONText {
    /// Writes a text between quotation marks, escaped as Foundation does it.
    mutating func append(text: String) {
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { append(utf8: $0) }
        guard isWritten == nil else { return }
        Array(text.utf8).withUnsafeBufferPointer { append(utf8: $0) }
    }

    private mutating func append(utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var mustEscape = false
        for byte in utf8 {
            // Without a way out, so that it can look at many bytes at once.
            mustEscape = mustEscape || Self.isEscaped(byte)
        }
        if mustEscape {
            for byte in utf8 { append(escaping: byte) }
        } else {
            bytes.append(contentsOf: utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaping byte: UInt8) {
        guard Self.isEscaped(byte) else { return bytes.append(byte) }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            let low = byte & 15
            bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        default: bytes.append(byte)
        }
    }

    /// Writes a whole number of at most 64 bits in decimal digits.
    mutating func append(_ number: some FixedWidthInteger) {
        var rest = UInt64(number.magnitude)
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        if rest < 10 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest))
            return
        }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = 20
        while rest > 0 {
            first -= 1
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        for index in first..<20 { bytes.append(digits[index]) }
    }

    /// Writes a number in the fewest digits that read back to the same bits; NaN and the
    /// infinities as texts.
    mutating func append(_ number: Double) {
        if let whole = Int64(exactly: number), whole.magnitude < 1 << 53,
            whole != 0 || number.sign == .plus
        {
            append(whole)
        } else {
            append(fraction: number)
        }
    }

    /// The same in single precision.
    mutating func append(_ number: Float) { append(fraction: number) }

    private mutating func append(
        fraction number: some BinaryFloatingPoint & LosslessStringConvertible
    ) {
        guard number.isFinite else {
            let word = number.isNaN ? "NaN" : number.sign == .minus ? "-Infinity" : "Infinity"
            return append(text: word)
        }
        let digits = number.description.utf8
        bytes.append(contentsOf: digits)
        if digits.count > 2, bytes[bytes.count - 1] == UInt8(ascii: "0"),
            bytes[bytes.count - 2] == UInt8(ascii: ".")
        {
            bytes.removeLast(2)
        }
    }

    mutating func append(_ flag: Bool) {
        bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
    }

    mutating func appendNull() { bytes.append(contentsOf: "null".utf8) }
}

extension JSONText {
    /// Writes `value` where it is of a kind that needs no container of its own; says whether it
    /// was. The kinds are told apart by their types, which costs the compiler or a comparison of
    /// pointers; casts would look for protocols.
    @inline(__always)
    mutating func append<Value>(plain value: Value) -> Bool {
        if Value.self == String.self {
            append(text: value as! String)
        } else if Value.self == Double.self {
            append(value as! Double)
        } else if Value.self == Int.self {
            append(value as! Int)
        } else if Value.self == Bool.self {
            append(value as! Bool)
        } else if Value.self == UInt64.self {
            append(value as! UInt64)
        } else {
            return appendUncommon(value)
        }
        return true
    }

    @inline(__always)
    private mutating func appendUncommon<Value>(_ value: Value) -> Bool {
        if Value.self == Int32.self {
            append(value as! Int32)
        } else if Value.self == Int64.self {
            append(value as! Int64)
        } else if Value.self == Int16.self {
            append(value as! Int16)
        } else if Value.self == Int8.self {
            append(value as! Int8)
        } else if Value.self == UInt.self {
            append(value as! UInt)
        } else if Value.self == UInt32.self {
            append(value as! UInt32)
        } else if Value.self == UInt16.self {
            append(value as! UInt16)
        } else if Value.self == UInt8.self {
            append(value as! UInt8)
        } else if Value.self == Float.self {
            append(value as! Float)
        } else {
            return false
        }
        return true
    }
}
