internal import Foundation

/// Reads JSON as logs have it: also with `NaN` and `Infinity`, one value after the other, and with
/// the quotes, `None`, `True` and `tensor(…)` of values that Python printed.
struct LoggedValueReader {
    /// Brackets that may be open at once.
    private static let depthLimit = 64

    private let name: String
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(name: String, text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }

    /// Reads all values to the end of the text.
    mutating func values() throws(DataError) -> [LoggedValue] {
        var values: [LoggedValue] = []
        skipSpace(",")
        while position < bytes.count {
            values.append(try value(depth: 0))
            skipSpace(",")
        }
        return values
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func fault(_ expected: String) -> DataError {
        let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
        let rest = String(decoding: bytes[position..<end], as: UTF8.self)
        return DataError(
            name, at: .line(line),
            found: position >= bytes.count ? "the end of the file" : DataError.quoted(rest),
            expected: expected, advice: "each line or entry is one JSON object")
    }

    private mutating func skipSpace(_ others: String = "") {
        while let byte, byte <= 32 || others.utf8.contains(byte) {
            if byte == 10 { line += 1 }
            position += 1
        }
    }

    private mutating func value(depth: Int) throws(DataError) -> LoggedValue {
        skipSpace()
        guard depth < Self.depthLimit else { throw fault("fewer nested brackets") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["), UInt8(ascii: "("):
            return .list(try list(depth: depth))
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .cell(LoggedCell(try text()))
        default: return .cell(try bare(depth: depth))
        }
    }

    private mutating func object(depth: Int) throws(DataError) -> LoggedValue {
        let start = line
        position += 1
        var members: [(key: String, value: LoggedValue)] = []
        skipSpace()
        while byte != UInt8(ascii: "}") {
            let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            let key = isQuoted ? try text() : word()
            skipSpace()
            guard byte == UInt8(ascii: ":"), !key.isEmpty else {
                throw fault("a name and a colon")
            }
            position += 1
            members.append((key, try value(depth: depth + 1)))
            try separate(UInt8(ascii: "}"))
        }
        position += 1
        return .object(members, line: start)
    }

    private mutating func list(depth: Int) throws(DataError) -> [LoggedValue] {
        let close = byte == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
        position += 1
        var values: [LoggedValue] = []
        skipSpace()
        while byte != close {
            values.append(try value(depth: depth + 1))
            try separate(close)
        }
        position += 1
        return values
    }

    private mutating func separate(_ close: UInt8) throws(DataError) {
        skipSpace()
        if byte == UInt8(ascii: ",") {
            position += 1
            skipSpace()
        } else if byte != close {
            throw fault("a comma or \"\(Character(UnicodeScalar(close)))\"")
        }
    }

    private mutating func text() throws(DataError) -> String {
        let quote = byte
        let start = position + 1
        position = start
        while let byte, byte != quote, byte != 10 {
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count, byte == quote else {
            position = min(start - 1, bytes.count)
            throw fault("a closing quote")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text.replacingOccurrences(of: "\\/", with: "/")
            .replacingOccurrences(of: "\\\"", with: "\"")
    }

    /// Letters, digits and what numbers and names of types have beside them.
    private mutating func word() -> String {
        let start = position
        while let byte, byte > 127 || Self.isOfWords(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isOfWords(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "+-._#%".utf8.contains(byte)
        }
    }

    /// A number or a word without quotes, or the first argument of what Python calls to print one.
    private mutating func bare(depth: Int) throws(DataError) -> LoggedCell {
        let start = position
        let word = word()
        guard !word.isEmpty else { throw fault("a number, a text, a list or an object") }
        if byte == UInt8(ascii: "(") {
            guard case .cell(let cell)? = try arguments(depth: depth).first else {
                throw fault("a number in the brackets")
            }
            return cell
        }
        let cell = LoggedCell(word)
        if case .word(let word) = cell, !["true", "false"].contains(word.lowercased()) {
            position = start
            throw fault("a number, a text, a list or an object")
        }
        return cell
    }

    /// What stands between brackets, whether it has a name or not.
    private mutating func arguments(depth: Int) throws(DataError) -> [LoggedValue] {
        position += 1
        var values: [LoggedValue] = []
        skipSpace()
        while byte != UInt8(ascii: ")") {
            let start = position
            _ = word()
            if byte == UInt8(ascii: "=") { position += 1 } else { position = start }
            values.append(try value(depth: depth + 1))
            try separate(UInt8(ascii: ")"))
        }
        position += 1
        return values
    }
}
