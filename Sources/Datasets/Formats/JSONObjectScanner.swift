/// Reads one object of one line, with lists of numbers; deeper values are stepped over.
struct JSONObjectScanner {
    enum Value: Equatable {
        /// A number, a flag (0 or 1), or a list of these.
        case numbers([Double])
        case text(String)
        case missing
        case other(String)

        var words: String {
            switch self {
            case .numbers(let list):
                list.count == 1 ? "the number \(list[0])" : "\(list.count) numbers"
            case .text(let text): DataError.quoted(text)
            case .missing: "null"
            case .other(let words): words
            }
        }
    }

    struct Members {
        /// In the order of the line.
        var keys: [String] = []
        var values: [String: Value] = [:]
    }

    private let bytes: ArraySlice<UInt8>
    private let name: String
    private let line: Int
    private var index: Int

    /// What stands behind a word: a space, a comma, a closing bracket or brace.
    private static let ends: [UInt8] = [32, 9, 13, 44, 93, 125]
    /// The deepest nesting that is stepped over.
    private static let deepest = 64

    init(_ bytes: ArraySlice<UInt8>, name: String, line: Int) {
        self.bytes = bytes
        self.name = name
        self.line = line
        index = self.bytes.startIndex
    }

    mutating func members() throws(DataError) -> Members {
        var members = Members()
        try expect(UInt8(ascii: "{"), "an object in braces")
        if take(UInt8(ascii: "}")) { return members }
        repeat {
            let key = try string("a key in quotes")
            try expect(UInt8(ascii: ":"), "a colon behind the key \(DataError.quoted(key))")
            let value = try value(depth: 1)
            if members.values.updateValue(value, forKey: key) != nil {
                throw DataError(
                    name, at: .cell(line: line, column: DataError.quoted(key)),
                    found: "the key a second time", expected: "each key once")
            }
            members.keys.append(key)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"), "a comma or the closing brace")
        skipSpaces()
        if index < bytes.endIndex { throw wrong("the end of the line") }
        return members
    }

    private mutating func value(depth: Int) throws(DataError) -> Value {
        guard depth <= Self.deepest else { throw wrong("values nested at most \(Self.deepest)") }
        skipSpaces()
        guard index < bytes.endIndex else { throw wrong("a value") }
        switch bytes[index] {
        case UInt8(ascii: "\""): return .text(try string("a text"))
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "{"):
            try skipObject(depth: depth)
            return .other("an object")
        default: return try word()
        }
    }

    private mutating func list(depth: Int) throws(DataError) -> Value {
        try expect(UInt8(ascii: "["), "a list")
        var numbers: [Double] = []
        var isOfNumbers = true
        if take(UInt8(ascii: "]")) { return .numbers([]) }
        repeat {
            switch try value(depth: depth + 1) {
            case .numbers(let inner): numbers += inner
            case .missing: numbers.append(.nan)
            case .text, .other: isOfNumbers = false
            }
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"), "a comma or the closing bracket")
        return isOfNumbers ? .numbers(numbers) : .other("a list that is not of numbers")
    }

    private mutating func skipObject(depth: Int) throws(DataError) {
        try expect(UInt8(ascii: "{"), "an object")
        if take(UInt8(ascii: "}")) { return }
        repeat {
            _ = try string("a key in quotes")
            try expect(UInt8(ascii: ":"), "a colon behind a key")
            _ = try value(depth: depth + 1)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"), "a comma or the closing brace")
    }

    /// `true`, `false`, `null` or a number.
    private mutating func word() throws(DataError) -> Value {
        let end = bytes[index...].firstIndex { Self.ends.contains($0) } ?? bytes.endIndex
        let word = bytes[index..<end]
        let value: Value
        switch String(decoding: word, as: UTF8.self) {
        case "true": value = .numbers([1])
        case "false": value = .numbers([0])
        case "null", "NaN": value = .missing
        default:
            guard let first = word.first, first == 45 || (48...57).contains(first),
                case .number(let number) = CSVNumber(word), number.isFinite
            else { throw wrong("a number, a text in quotes, true, false, null or a list") }
            value = .numbers([number])
        }
        index = end
        return value
    }

    private mutating func string(_ wanted: String) throws(DataError) -> String {
        try expect(UInt8(ascii: "\""), wanted)
        var text: [UInt8] = []
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") {
                text += try escaped()
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        guard index < bytes.endIndex else { throw wrong("a closing quote") }
        index += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw wrong("text in UTF-8")
        }
        return string
    }

    /// The bytes that an escape stands for; surrogates come in pairs.
    private mutating func escaped() throws(DataError) -> [UInt8] {
        let plain: [UInt8: UInt8] = [
            34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9,
        ]
        guard index + 1 < bytes.endIndex else { throw wrong("an escape") }
        let letter = bytes[index + 1]
        if let byte = plain[letter] {
            index += 2
            return [byte]
        }
        guard letter == UInt8(ascii: "u") else { throw wrong("an escape such as \\n or \\u00e9") }
        var unit = try unit()
        if (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: [92, 117]) {
            let low = try self.unit()
            if (0xDC00..<0xE000).contains(low) {
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
        }
        guard let scalar = Unicode.Scalar(unit) else { throw wrong("whole characters") }
        return Array(String(Character(scalar)).utf8)
    }

    /// The number of `\uXXXX`.
    private mutating func unit() throws(DataError) -> UInt32 {
        let digits = bytes[index...].dropFirst(2).prefix(4)
        guard digits.count == 4,
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw wrong("four hexadecimal digits behind \\u") }
        index += 6
        return unit
    }

    private mutating func expect(_ byte: UInt8, _ wanted: String) throws(DataError) {
        if !take(byte) { throw wrong(wanted) }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard index < bytes.endIndex, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpaces() {
        while index < bytes.endIndex, [32, 9, 13].contains(bytes[index]) { index += 1 }
    }

    private func wrong(_ expected: String) -> DataError {
        let rest = bytes[index...]
        return DataError(
            name, at: .line(line),
            found: rest.isEmpty
                ? "the end of the line"
                : DataError.quoted(String(decoding: rest.prefix(60), as: UTF8.self)),
            expected: expected)
    }
}
