import Foundation

/// Changes messages as a fault of a wire, a hostile hand or another program might.
struct JSONMutation: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }

    /// What is put in, or into a value's position.
    private static let pieces: [[UInt8]] =
        [
            "{", "}", "[", "]", "\"", ":", ",", "\\", "null", "true", "false", "0", "-", "-0",
            "1.5",
            "1e2", "1E-2", "100e-2", "1e400", "1e-400", "-1e309", "0e999", "5e-324", "2.5e-324",
            "01", "1.", ".5", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "18446744073709551615", "18446744073709551616", "0.1000000000000000055511151231257827",
            "123456789012345678901234567890", "1.7976931348623157e308", "9007199254740993",
            "3.0", "\"NaN\"", "\"-Infinity\"", "\"Infinity\"", "\"\"", "\"a\\u0000b\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"", "\"\\ude00\"", "\"\\uD83D\\u0041\"", "\"\\x\"", "\"\\/\"",
            "\"\u{1F600}\"",
            "\"e\u{301}\"", "\"\u{E9}\"", "{}", "[]", "[[", "{\"a\":", "[1,]", "{\"a\":1,}",
            "{\"a\":1,\"a\":2}",
            ",\"name\":\"x\"", "\"name\":", " ", "\n", "\u{FEFF}", "\u{2028}", "\t", "\r\n", "//",
        ].map { Array($0.utf8) }
        + [
            [0], [0x1F], [0x7F], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xE2, 0x82], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF],
            Array(repeating: UInt8(ascii: "["), count: 70),
            Array(repeating: UInt8(ascii: "]"), count: 8),
        ]

    /// The message with one to four changes.
    mutating func change(_ message: Data) -> Data {
        var bytes = [UInt8](message)
        for _ in 0..<Int.random(in: 1...4, using: &self) { changeOnce(&bytes) }
        return Data(bytes)
    }

    private mutating func changeOnce(_ bytes: inout [UInt8]) {
        let index = Int.random(in: 0...bytes.count, using: &self)
        switch Int.random(in: 0..<12, using: &self) {
        case 0 where index < bytes.count: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1 where index < bytes.count: bytes[index] = UInt8.random(in: 0...255, using: &self)
        case 2: bytes.removeSubrange(index..<min(bytes.count, index + length()))
        case 3: bytes.removeSubrange(index...)
        case 4, 5: bytes.insert(contentsOf: piece(), at: index)
        case 6:
            let copied = Array(bytes[index..<min(bytes.count, index + length())])
            bytes.insert(contentsOf: copied, at: Int.random(in: 0...bytes.count, using: &self))
        default: replaceScalar(&bytes)
        }
    }

    /// Puts another value into the position of a text, a number or a word: what comes of it is JSON
    /// more often than not.
    private mutating func replaceScalar(_ bytes: inout [UInt8]) {
        var scalars: [Range<Int>] = []
        var start: Int?
        var isInText = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") {
                if isInText, let begin = start { scalars.append(begin..<index + 1) }
                start = isInText ? nil : index
                isInText.toggle()
            } else if !isInText {
                let isPart =
                    byte > 0x2C && byte != 0x3A && byte | 0x20 < UInt8(ascii: "{")
                    && byte & 0xDF != 0x5B && byte & 0xDF != 0x5D
                if isPart, start == nil { start = index }
                if !isPart, let begin = start {
                    scalars.append(begin..<index)
                    start = nil
                }
            }
        }
        guard let range = scalars.randomElement(using: &self) else { return }
        let value: [UInt8] =
            switch Int.random(in: 0..<4, using: &self) {
            case 0: Array("\(Double(bitPattern: next()))".utf8)
            case 1:
                Array(
                    "\(Int64(truncatingIfNeeded: next()) >> Int64.random(in: 0..<64, using: &self))"
                        .utf8)
            default: piece()
            }
        bytes.replaceSubrange(range, with: value)
    }

    private mutating func length() -> Int { Int.random(in: 1...24, using: &self) }
    private mutating func piece() -> [UInt8] { Self.pieces.randomElement(using: &self)! }
}
