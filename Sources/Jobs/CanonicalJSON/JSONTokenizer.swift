internal import Foundation

/// Finds the values of JSON text, in one pass over the bytes. What it lets through is JSON to the
/// last byte, whether somebody reads it or not; commas behind the last value of a container are
/// let through too, as Foundation does.
struct JSONTokenizer {
    /// Brackets that may be open at once.
    static let depthLimit = 64

    /// A container whose end has not come.
    private struct Open {
        let token: Int
        let isObject: Bool
        /// The former key's token.
        var key: Int?
    }

    /// The text and a zero behind it, which is allowed nowhere in JSON: nothing looks for the end.
    let bytes: [UInt8]
    var position = 0
    var tokens: [JSONToken] = []
    private var open: [Open] = []

    init(_ text: Data) throws {
        guard text.count < Int(UInt32.max) else {
            throw WireError("JSON of \(text.count) bytes is too long")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + 1)
        bytes.append(contentsOf: text)
        bytes.append(0)
        self.bytes = bytes
        tokens.reserveCapacity(8 + bytes.count / 8)
        open.reserveCapacity(8)
        // The mark that some editors put before UTF-8.
        if bytes.count > 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        try scan()
        // The value of what is not there.
        append(.null)
    }

    private mutating func scan() throws {
        repeat {
            if try scanValue() { continue }
            try scanEnds()
        } while !open.isEmpty
        guard skipSpace() == 0, position == bytes.count - 1 else { throw unexpected() }
    }

    /// Scans one value, or the beginning of one that holds others: then its answer is true, and a
    /// value comes next.
    private mutating func scanValue() throws -> Bool {
        let byte = skipSpace()
        switch byte {
        case UInt8(ascii: "\""):
            append(.text)
            try scanText()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return try scanBeginning(isObject: byte == UInt8(ascii: "{"))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            append(.number)
            try scanNumber()
        case UInt8(ascii: "t"): try scanWord("true", .flag, .isTrue)
        case UInt8(ascii: "f"): try scanWord("false", .flag, [])
        case UInt8(ascii: "n"): try scanWord("null", .null, [])
        default: throw unexpected()
        }
        return false
    }

    private mutating func scanBeginning(isObject: Bool) throws -> Bool {
        guard open.count < Self.depthLimit else {
            throw WireError("the JSON nests more than \(Self.depthLimit) brackets")
        }
        append(isObject ? .object : .array)
        open.append(Open(token: tokens.count - 1, isObject: isObject))
        position += 1
        if skipSpace() == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            close()
            return false
        }
        if isObject { try scanKey() }
        return true
    }

    /// After a value: what ends with it, up to the comma before the next value.
    private mutating func scanEnds() throws {
        while let last = open.last {
            let end = last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            tokens[last.token].first += 1
            switch skipSpace() {
            case UInt8(ascii: ","):
                position += 1
                if skipSpace() == end {
                    close()
                } else {
                    if last.isObject { try scanKey() }
                    return
                }
            case end: close()
            default: throw unexpected()
            }
        }
    }

    private mutating func close() {
        tokens[open.removeLast().token].end = UInt32(truncatingIfNeeded: tokens.count)
        position += 1
    }

    private mutating func scanKey() throws {
        guard skipSpace() == UInt8(ascii: "\"") else { throw unexpected() }
        append(.text)
        let key = tokens.count - 1
        let isASCII = try scanText()
        let last = open.count - 1
        if !isASCII || !tokens[key].traits.contains(.isPlain) {
            tokens[open[last].token].traits = []
        } else if let former = open[last].key, !precedes(former, key) {
            tokens[open[last].token].traits.remove(.isOrdered)
        }
        open[last].key = key
        guard skipSpace() == UInt8(ascii: ":") else { throw unexpected() }
        position += 1
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        var (i, j) = (Int(tokens[left].first), Int(tokens[right].first))
        let (leftEnd, rightEnd) = (Int(tokens[left].end), Int(tokens[right].end))
        while i < leftEnd, j < rightEnd {
            if bytes[i] != bytes[j] { return bytes[i] < bytes[j] }
            i += 1
            j += 1
        }
        return leftEnd - i < rightEnd - j
    }

    private mutating func append(_ kind: JSONToken.Kind, _ traits: JSONToken.Traits = .isPlain) {
        let parent = open.last?.token
        tokens.append(
            JSONToken(
                kind: kind, traits: kind == .object ? [.isPlain, .isOrdered] : traits,
                first: 0, end: 0,
                parent: parent.map { UInt32(truncatingIfNeeded: $0) } ?? JSONToken.noParent,
                ordinal: parent.map { tokens[$0].first } ?? 0))
    }

    private mutating func scanWord(
        _ word: StaticString, _ kind: JSONToken.Kind, _ traits: JSONToken.Traits
    ) throws {
        for index in 0..<word.utf8CodeUnitCount {
            guard bytes[position] == word.utf8Start[index] else { throw unexpected() }
            position += 1
        }
        append(kind, traits)
    }

    /// Goes on to the next byte that is no white space, and returns it.
    private mutating func skipSpace() -> UInt8 {
        while true {
            let byte = bytes[position]
            guard byte <= 0x20 else { return byte }
            switch byte {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return byte
            }
        }
    }
}
