/// Makes bytes that nobody of ours would write out of JSON that we write: numbers, depths, sizes
/// and characters that a decoder may not expect, cuts and joints.
public struct TextMutator: Sendable {
    public var dice: Dice
    /// What other texts pieces are taken from.
    private let others: [[UInt8]]

    public init(_ others: [[UInt8]], seed: UInt64) {
        self.others = others
        dice = Dice(state: seed)
    }

    public mutating func mutate(_ text: inout [UInt8]) {
        switch dice.below(16) {
        case 0, 1, 2: changeNumber(in: &text)
        case 3, 4: changeString(in: &text)
        case 5: changeByte(in: &text)
        case 6: text.removeSubrange(dice.below(text.count + 1)...)
        case 7: text.removeSubrange(dice.range(in: text.count))
        case 8: repeatPart(of: &text)
        case 9: swapParts(of: &text)
        case 10: join(&text)
        case 11, 12: insert(dice.pick(Self.tokens), into: &text)
        case 13, 14: insertDepth(into: &text)
        default: if dice.below(20) == 0 { insertLength(into: &text) }
        }
    }

    private static let numbers: [[UInt8]] = [
        "-1", "-0", "0", "01", "1.", ".5", "+1", "1e", "--1", "0x10", "NaN", "Infinity", "1e400",
        "-1e400", "1e-400", "5e-324", "1e300", "1e99999999999", "0.1e+308", "4096", "65536",
        "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "1" + String(repeating: "0", count: 400),
        "0." + String(repeating: "1", count: 800),
    ].map { Array($0.utf8) }

    private static let tokens: [[UInt8]] =
        [
            "\\u0000", "\\ud800", "\\udc00\\ud800", "\\uZZZZ", "\\u12", "\\", "\"", "null", "true",
            "{}", "[]", ",", ":", "}", "]", "{", "[", "\"\"", "/*", "//", "\u{202E}", "\u{1B}[2J",
            "\"a\":1,", "\n", " ", "'", "\u{FEFF}", "\"__proto__\"",
        ].map { Array($0.utf8) } + [
            [0], [0, 0, 0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xE2, 0x82], [0xFE, 0xFF], [0x80],
        ]

    private mutating func changeNumber(in text: inout [UInt8]) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let start = dice.below(text.count)
        guard let first = text[min(start, text.count)...].firstIndex(where: isDigit) else { return }
        let end = text[first...].firstIndex { !isDigit($0) } ?? text.count
        text.replaceSubrange(first..<end, with: dice.pick(Self.numbers))
    }

    /// Puts something else, of another type perhaps, where a string stood.
    private mutating func changeString(in text: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let start = dice.below(text.count)
        guard let first = text[min(start, text.count)...].firstIndex(of: quote),
            let last = text[(first + 1)...].firstIndex(of: quote)
        else { return }
        let new = dice.below(2) == 0 ? dice.pick(Self.tokens) : dice.pick(Self.numbers)
        text.replaceSubrange(dice.below(3) == 0 ? first + 1..<last : first..<last + 1, with: new)
    }

    private mutating func changeByte(in text: inout [UInt8]) {
        guard !text.isEmpty else { return }
        text[dice.below(text.count)] = UInt8(truncatingIfNeeded: dice.next())
    }

    private mutating func repeatPart(of text: inout [UInt8]) {
        let part = Array(text[dice.range(in: text.count)])
        insert(part, into: &text)
    }

    private mutating func swapParts(of text: inout [UInt8]) {
        let cuts = (0..<3).map { _ in dice.below(text.count + 1) }.sorted()
        text = Array(
            text[..<cuts[0]] + text[cuts[1]..<cuts[2]] + text[cuts[0]..<cuts[1]]
                + text[cuts[2]...])
    }

    private mutating func join(_ text: inout [UInt8]) {
        let other = dice.pick(others)
        text = Array(text[..<dice.below(text.count + 1)] + other[dice.below(other.count + 1)...])
    }

    private mutating func insert(_ part: [UInt8], into text: inout [UInt8]) {
        text.insert(contentsOf: part, at: dice.below(text.count + 1))
    }

    private mutating func insertDepth(into text: inout [UInt8]) {
        let depth =
            dice.below(50) == 0
            ? dice.pick([5000, 100_000]) : dice.pick([1, 2, 60, 62, 63, 64, 65, 66, 511, 512, 513])
        let opening = Array(dice.below(2) == 0 ? "[".utf8 : "{\"a\":".utf8)
        var nested = Array(repeatElement(opening, count: depth).joined())
        if dice.below(2) == 0 {
            let closing = opening.count == 1 ? UInt8(ascii: "]") : UInt8(ascii: "}")
            nested += [UInt8(ascii: "1")] + Array(repeating: closing, count: depth)
        }
        insert(nested, into: &text)
    }

    private mutating func insertLength(into text: inout [UInt8]) {
        let byte = dice.pick([UInt8(ascii: " "), UInt8(ascii: "1"), UInt8(ascii: ","), 0x61])
        insert(Array(repeating: byte, count: dice.pick([1000, 70_000])), into: &text)
    }
}
