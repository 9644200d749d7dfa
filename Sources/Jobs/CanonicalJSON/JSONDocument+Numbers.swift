extension JSONDocument {
    func readInteger<Integer: FixedWidthInteger>(
        _ type: Integer.Type, at index: Int
    ) throws -> Integer {
        guard tokens[index].kind == .number else { throw mismatch(type, at: index) }
        guard let value = integer(type, at: index) else {
            throw corrupted(at: index, "the number is no \(type)")
        }
        return value
    }

    /// A number as an integer; nil where it is none, or one that does not fit.
    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type, at index: Int) -> Integer? {
        let token = tokens[index]
        let range = Int(token.first)..<Int(token.end)
        if token.traits.contains(.isInteger), range.count <= 18 { return smallInteger(type, range) }
        return largeInteger(type, range)
    }

    /// Digits that fit 64 bits whatever they are.
    private func smallInteger<Integer: FixedWidthInteger>(
        _ type: Integer.Type, _ range: Range<Int>
    ) -> Integer? {
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        var value: Int64 = 0
        for index in range.lowerBound + (isNegative ? 1 : 0)..<range.upperBound {
            value = value &* 10 &+ Int64(bytes[index] &- UInt8(ascii: "0"))
        }
        return Integer(exactly: isNegative ? 0 &- value : value)
    }

    private func largeInteger<Integer: FixedWidthInteger>(
        _ type: Integer.Type, _ range: Range<Int>
    ) -> Integer? {
        if let value = Integer(String(decoding: bytes[range], as: UTF8.self)) { return value }
        let digits = digits(range)
        guard let magnitude = digits.magnitude else { return nil }
        guard digits.isNegative else { return Integer(exactly: magnitude) }
        return Integer(exactly: 0 - Int128(magnitude))
    }

    func readDouble(at index: Int) throws -> Double {
        let token = tokens[index]
        guard token.kind == .number else {
            guard let value: Double = word(index) else { throw mismatch(Double.self, at: index) }
            return value
        }
        let range = Int(token.first)..<Int(token.end)
        let digits = digits(range)
        if let value = digits.double { return value }
        let value = Double(String(decoding: bytes[range], as: UTF8.self))
        // Numbers that are no double's are not made infinite or zero.
        guard let value, value.isFinite, value != 0 || digits.mantissa == 0 else {
            throw corrupted(at: index, "the number is no Double")
        }
        return value
    }

    func readFloat(at index: Int) throws -> Float {
        let token = tokens[index]
        guard token.kind == .number else {
            guard let value: Float = word(index) else { throw mismatch(Float.self, at: index) }
            return value
        }
        let range = Int(token.first)..<Int(token.end)
        let value = Float(String(decoding: bytes[range], as: UTF8.self))
        guard let value, value.isFinite, value != 0 || digits(range).mantissa == 0 else {
            throw corrupted(at: index, "the number is no Float")
        }
        return value
    }

    private func digits(_ range: Range<Int>) -> DecimalDigits {
        bytes.withUnsafeBufferPointer { DecimalDigits(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// NaN and the infinities, which are texts.
    func word<Number: BinaryFloatingPoint>(_ index: Int) -> Number? {
        let token = tokens[index]
        guard token.kind == .text, token.traits.contains(.isPlain) else { return nil }
        return switch text(index) {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: nil
        }
    }
}
