/// A decimal number as it is written: `mantissa * 10^exponent`.
struct DecimalDigits {
    private(set) var isNegative = false
    private(set) var mantissa: UInt64 = 0
    private(set) var exponent = 0
    /// Whether all digits are in the mantissa, which has room for 19.
    private(set) var isWhole = true

    /// Reads what a scanner let through: `-12.5e+3`.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        if bytes[0] == UInt8(ascii: "-") {
            isNegative = true
            index = 1
        }
        var count = 0
        var isFraction = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte | 0x20 == UInt8(ascii: "e") {
                exponent += Self.exponent(bytes, from: index + 1)
                break
            } else if count == 19 {
                isWhole = isWhole && byte == UInt8(ascii: "0")
                if !isFraction { exponent += 1 }
            } else {
                mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
                if mantissa > 0 { count += 1 }
                if isFraction { exponent -= 1 }
            }
            index += 1
        }
    }

    /// The exponent behind an `e`; one that is beyond all numbers stays so.
    private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var value = 0
        for byte in bytes[start...] where byte >= UInt8(ascii: "0") {
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1 << 40)
        }
        return bytes[start] == UInt8(ascii: "-") ? -value : value
    }

    /// The number without its sign, where it is a whole one that fits: `1e2` is, `1.5` is not.
    var magnitude: UInt64? {
        guard mantissa > 0 else { return isWhole ? 0 : nil }
        guard isWhole, (-19...19).contains(exponent) else { return nil }
        var value = mantissa
        for _ in 0..<max(0, exponent) {
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            guard !isTooLarge else { return nil }
            value = product
        }
        for _ in 0..<max(0, -exponent) {
            guard value.isMultiple(of: 10) else { return nil }
            value /= 10
        }
        return value
    }
}

extension DecimalDigits {
    /// The nearest double, ties to even; nil where more than one 64-bit division is needed.
    var double: Double? {
        guard isWhole else { return nil }
        guard mantissa > 0 else { return isNegative ? -0.0 : 0 }
        guard let value = positive else { return nil }
        return isNegative ? -value : value
    }

    private var positive: Double? {
        if mantissa <= 1 << 53, (-22...22).contains(exponent) {
            // Both numbers are exact, so that one rounding is the right one (Clinger 1990).
            let power = Self.powersOfTen[abs(exponent)]
            return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        }
        guard (-27...27).contains(exponent) else { return nil }
        // Ten is five times two, and a power of two is but moved: `5^27` fits 64 bits.
        let power = Self.powersOfFive[abs(exponent)]
        return exponent < 0 ? quotient(by: power) : product(with: power)
    }

    private func product(with power: UInt64) -> Double {
        let (high, low) = mantissa.multipliedFullWidth(by: power)
        guard high > 0 else {
            let zeros = low.leadingZeroBitCount
            return Self.rounded(low << zeros, isMore: false, exponent: exponent - zeros)
        }
        let zeros = high.leadingZeroBitCount
        let top = zeros == 0 ? high : high << zeros | low >> (64 - zeros)
        return Self.rounded(top, isMore: low << zeros != 0, exponent: exponent + 64 - zeros)
    }

    private func quotient(by power: UInt64) -> Double {
        let (zeros, powerZeros) = (mantissa.leadingZeroBitCount, power.leadingZeroBitCount)
        let (above, below) = (mantissa << zeros, power << powerZeros)
        // The quotient of the two is between a half and two; its first bit is to be the highest.
        let isLarge = above >= below
        let (quotient, rest) = below.dividingFullWidth(
            isLarge ? (above >> 1, above << 63) : (above, 0))
        return Self.rounded(
            quotient, isMore: rest > 0,
            exponent: exponent + powerZeros - zeros - (isLarge ? 63 : 64))
    }

    /// `bits * 2^exponent`, of which the first bit is set and more may follow, rounded to 53 bits.
    private static func rounded(_ bits: UInt64, isMore: Bool, exponent: Int) -> Double {
        var value = bits >> 11
        let rest = bits & 0x7FF
        if rest > 0x400 || rest == 0x400 && (isMore || value & 1 == 1) { value += 1 }
        return Double(value) * Double(sign: .plus, exponent: exponent + 11, significand: 1)
    }

    private static let powersOfTen: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    private static let powersOfFive: [UInt64] = (0...27).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 5 }
    }
}
