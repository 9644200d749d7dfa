/// What a cell of a table says, read as a number.
enum CSVNumber: Equatable {
    case number(Double)
    /// Empty, `NA`, `N/A`, `nan`, `null` or `?`, in any case of letters.
    case missing
    case word

    init(_ bytes: ArraySlice<UInt8>) {
        if let value = Self.simpleDecimal(bytes) {
            self = .number(value)
        } else if Self.isMissing(bytes) {
            self = .missing
        } else if let value = Self.general(bytes) {
            self = .number(value)
        } else {
            self = .word
        }
    }

    private static let missingWords = ["na", "n/a", "nan", "null", "?"].map { Array($0.utf8) }

    private static func isMissing(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 4 else { return false }
        let lowered = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        return lowered.isEmpty || missingWords.contains(lowered)
    }

    /// Any decimal number and infinity, rounded correctly; hexadecimal numbers are words here.
    private static func general(_ bytes: ArraySlice<UInt8>) -> Double? {
        guard bytes.count <= 400, !bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) else {
            return nil
        }
        let value = Double(String(decoding: bytes, as: UTF8.self))
        return value?.isNaN == true ? nil : value
    }

    /// The quick path: a fraction of at most 15 digits scaled by at most 10^22 either way, where
    /// both are exact and one rounding remains (W. D. Clinger, "How to read floating point numbers
    /// accurately", 1990).
    private static func simpleDecimal(_ bytes: ArraySlice<UInt8>) -> Double? {
        var rest = bytes
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        var digits = 0
        var decimals = 0
        var afterPoint = false
        var significand: Int64 = 0
        for byte in rest {
            if byte == UInt8(ascii: ".") && !afterPoint {
                afterPoint = true
            } else if (0x30...0x39).contains(byte) && digits < 15 {
                significand = significand * 10 + Int64(byte - 0x30)
                digits += 1
                if afterPoint { decimals += 1 }
            } else {
                return nil
            }
        }
        guard digits > 0 else { return nil }
        let magnitude = Double(significand) / powersOfTen[decimals]
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
