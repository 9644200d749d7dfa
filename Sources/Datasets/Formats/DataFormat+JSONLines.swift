internal import Components

extension DataFormat {
    /// One JSON object a line; inputs are by default all keys of the first line but the targets.
    static let jsonLines = DataFormat(
        "jsonl", "JSON lines: one object a line, its columns by key.",
        keys: [
            .path("the lines"),
            .optional(
                "inputs", "what the network sees, else all keys but the targets",
                .texts("a key or a list of keys") { $0.text("a key") },
                synonyms: ["x", "features", "columns"]),
            .required(
                "targets", "what it is to tell",
                .texts("a key or a list of keys") { $0.text("a key") },
                synonyms: ["y", "target", "labels", "label"]),
            .layout(["sequence"]),
        ],
        own: ["layout"], ownValidation: .path,
        source: {
            Source(
                path: $0.word("path"), inputs: $0.words("inputs"), targets: $0.words("targets"))
        },
        read: { request in
            var reader = JSONLinesReader(
                try request.contents(request.source.path).decompressed(),
                inputs: request.source.inputs, targets: request.source.targets,
                reading: request.reading)
            return try reader.dataset()
        })
}

/// Reads the lines one after the other and keeps the wanted keys' numbers alone.
private struct JSONLinesReader {
    private let file: FileContents
    private var inputKeys: [String]
    private let targetKeys: [String]
    private let reading: Reading
    private var inputs: [Double] = []
    private var targets: [Double] = []
    /// How many numbers each wanted key holds, as in the first line.
    private var widths: [String: Int] = [:]
    /// The word of each row where the target is one.
    private var words: [String?] = []
    private var rows = 0

    init(_ file: FileContents, inputs: [String], targets: [String], reading: Reading) {
        self.file = file
        inputKeys = inputs
        targetKeys = targets
        self.reading = reading
    }

    mutating func dataset() throws(DataError) -> Dataset {
        var line = 0
        for bytes in file.bytes.split(separator: 10, omittingEmptySubsequences: false) {
            line += 1
            if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            try read(bytes, line)
        }
        guard rows > 0 else {
            throw DataError(file.name, found: "no lines", expected: "a JSON object on each line")
        }
        let names = inputKeys.flatMap { key in
            widths[key] == 1 ? [key] : (0..<(widths[key] ?? 0)).map { "\(key)[\($0)]" }
        }
        let classNames = try labelWords()
        let width = inputs.count / rows
        guard width > 0, !targets.isEmpty else {
            throw DataError(
                file.name,
                found: "\(width) numbers as inputs and \(targets.count / rows) as targets",
                expected: "at least one of each on every line")
        }
        return try Dataset(
            inputs: NumericArray(
                name: file.name, shape: [rows, width], values: .float64(inputs)),
            targets: NumericArray(
                name: file.name,
                shape: targets.count == rows ? [rows] : [rows, targets.count / rows],
                values: .float64(targets)),
            reading: reading, featureNames: names, classNames: classNames)
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(DataError) {
        var scanner = JSONObjectScanner(bytes, name: file.name, line: line)
        let members = try scanner.members()
        if rows == 0, inputKeys.isEmpty {
            inputKeys = members.keys.filter { !targetKeys.contains($0) }
        }
        for key in inputKeys {
            let found = try numbers(key, try value(key, of: members, line), line)
            inputs += found
        }
        for key in targetKeys {
            let value = try value(key, of: members, line)
            if reading.classes != nil, targetKeys.count == 1, case .text(let word) = value {
                words.append(word)
                targets.append(.nan)
            } else {
                if words.contains(where: { $0 != nil }), value != .missing {
                    throw error(key, line, value.words, "a word, as above")
                }
                words.append(nil)
                let found = try numbers(key, value, line)
                targets += found
            }
        }
        rows += 1
    }

    private func value(
        _ key: String, of members: JSONObjectScanner.Members, _ line: Int
    ) throws(DataError) -> JSONObjectScanner.Value {
        if let value = members.values[key] { return value }
        let shown = members.keys.prefix(40).map { DataError.quoted($0) }.joined(separator: ", ")
        throw error(key, line, "no such key", "one of \(shown.isEmpty ? "none" : shown)")
    }

    private mutating func numbers(
        _ key: String, _ value: JSONObjectScanner.Value, _ line: Int
    ) throws(DataError) -> [Double] {
        let numbers: [Double]
        switch value {
        case .numbers(let list): numbers = list
        case .missing: numbers = [Double](repeating: .nan, count: widths[key] ?? 1)
        case .text, .other:
            throw error(
                key, line, value.words, "a number or a list of numbers",
                "write missing values as null, or leave this key out")
        }
        let width = widths[key] ?? numbers.count
        guard numbers.count == width else {
            throw error(
                key, line, "\(numbers.count) numbers", "\(width), as in the first line")
        }
        widths[key] = width
        return numbers
    }

    /// Turns the words of the targets into numbers, and returns the words in their order.
    private mutating func labelWords() throws(DataError) -> [String] {
        let known = Set(words.compactMap { $0 })
        if known.isEmpty { return [] }
        guard targets.count == words.count else {
            throw DataError(
                file.name, found: "words and lists of numbers as targets",
                expected: "a word on every line")
        }
        if let row = targets.indices.first(where: { words[$0] == nil && !targets[$0].isNaN }) {
            throw DataError(
                file.name, at: .row(row), found: "the number \(targets[row])",
                expected: "a word, as in other lines",
                advice: "name the classes all in words or all in numbers")
        }
        let names = reading.classNames ?? known.sorted()
        let numbers = Dictionary(zip(names, 0...)) { first, _ in first }
        for (row, word) in words.enumerated() {
            guard let word else { continue }
            guard let number = numbers[word] else {
                throw DataError(
                    file.name, at: .row(row), found: "the class \(DataError.quoted(word))",
                    expected: "one of the training data's: "
                        + names.prefix(20).joined(separator: ", "))
            }
            targets[row] = Double(number)
        }
        return names
    }

    private func error(
        _ key: String, _ line: Int, _ found: String, _ expected: String, _ advice: String = ""
    ) -> DataError {
        DataError(
            file.name, at: .cell(line: line, column: DataError.quoted(key)), found: found,
            expected: expected, advice: advice)
    }
}

/// Reads one object of one line, with lists of numbers; deeper values are stepped over.
private struct JSONObjectScanner {
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
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = line == 1 && bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes
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
