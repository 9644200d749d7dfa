extension JSONTokenizer {
    /// Scans the text of the last token, from its first quotation mark to behind its second one;
    /// says whether it is ASCII.
    @discardableResult
    mutating func scanText() throws -> Bool {
        let last = tokens.count - 1
        position += 1
        let start = position
        tokens[last].first = UInt32(truncatingIfNeeded: start)
        var isASCII = true
        while true {
            let byte = bytes[position]
            if byte >= 0x80 {
                isASCII = false
                position += 1
            } else if byte == UInt8(ascii: "\"") {
                break
            } else if byte == UInt8(ascii: "\\") {
                tokens[last].traits = []
                try scanEscape()
            } else if byte < 0x20 {
                throw unexpected()
            } else {
                position += 1
            }
        }
        tokens[last].end = UInt32(truncatingIfNeeded: position)
        if !isASCII, let wrong = UTF8Review.firstFault(in: bytes, start, position) {
            position = wrong
            throw unexpected()
        }
        position += 1
        return isASCII
    }

    private mutating func scanEscape() throws {
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let unit = try scanUnit()
            guard unit & 0xF800 == 0xD800 else { return }
            // Half a character, whose other half must follow.
            guard unit & 0xFC00 == 0xD800, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u"), try scanUnit() & 0xFC00 == 0xDC00
            else { throw unexpected() }
        default:
            position += 1
            throw unexpected()
        }
    }

    /// Scans `\uXXXX`.
    private mutating func scanUnit() throws -> UInt16 {
        position += 2
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Self.hexadecimal(bytes[position]) else { throw unexpected() }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Scans the number of the last token: `-12.5e+3`, without needless zeros before it.
    mutating func scanNumber() throws {
        let last = tokens.count - 1
        tokens[last].first = UInt32(truncatingIfNeeded: position)
        tokens[last].traits = .isInteger
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if bytes[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try scanDigits()
        }
        if bytes[position] == UInt8(ascii: ".") {
            tokens[last].traits = []
            position += 1
            try scanDigits()
        }
        if bytes[position] | 0x20 == UInt8(ascii: "e") {
            tokens[last].traits = []
            position += 1
            if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try scanDigits()
        }
        tokens[last].end = UInt32(truncatingIfNeeded: position)
    }

    private mutating func scanDigits() throws {
        let start = position
        while bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else { throw unexpected() }
    }

    /// What stands at the position, which nothing allows there.
    func unexpected() -> any Error {
        let byte = bytes[position]
        if position == bytes.count - 1 { return Self.fault("it ends too early") }
        guard byte != 0 else {
            return WireError("JSON is UTF-8 text, which holds no zero byte")
        }
        let shown =
            (0x21..<0x7F).contains(byte)
            ? "\"\(Character(Unicode.Scalar(byte)))\"" : "the byte \(byte)"
        return Self.fault("\(shown) was not expected behind \(position) bytes")
    }

    private static func fault(_ words: String) -> DecodingError {
        DecodingError.dataCorrupted(
            DecodingError.Context(codingPath: [], debugDescription: "no JSON: \(words)"))
    }
}

/// Whether bytes are UTF-8: no form longer than need be, no surrogates, nothing cut off.
enum UTF8Review {
    /// Where the first sequence begins that is none; nil where all are.
    static func firstFault(in bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end {
            let lead = bytes[index]
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            // How many bytes follow, and the range of the first of them.
            let (count, range): (Int, ClosedRange<UInt8>)
            switch lead {
            case 0xC2...0xDF: (count, range) = (1, 0x80...0xBF)
            case 0xE0: (count, range) = (2, 0xA0...0xBF)
            case 0xED: (count, range) = (2, 0x80...0x9F)
            case 0xE1...0xEF: (count, range) = (2, 0x80...0xBF)
            case 0xF0: (count, range) = (3, 0x90...0xBF)
            case 0xF1...0xF3: (count, range) = (3, 0x80...0xBF)
            case 0xF4: (count, range) = (3, 0x80...0x8F)
            default: return index
            }
            guard index + count < end, range.contains(bytes[index + 1]),
                bytes[index + 2..<max(index + 2, index + count + 1)]
                    .allSatisfy({ $0 & 0xC0 == 0x80 })
            else { return index }
            index += count + 1
        }
        return nil
    }
}
