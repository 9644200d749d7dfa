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
                try request.contents(request.source.path).decompressed()
                    .lines(for: request.reading),
                inputs: request.reading.columns?.inputs ?? request.source.inputs,
                targets: request.source.targets, reading: request.reading)
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
    private var lines: [Int32] = []

    init(_ file: FileContents, inputs: [String], targets: [String], reading: Reading) {
        self.file = file
        inputKeys = inputs
        targetKeys = targets
        self.reading = reading
    }

    mutating func dataset() throws(DataError) -> Dataset {
        var line = 0
        let text = try TextEncoding.checked(file)
        for bytes in text.split(separator: 10, omittingEmptySubsequences: false) {
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
        var data = try Dataset(
            inputs: NumericArray(
                name: file.name, shape: [rows, width], values: .float64(inputs)),
            targets: NumericArray(
                name: file.name,
                shape: targets.count == rows ? [rows] : [rows, targets.count / rows],
                values: .float64(targets)),
            reading: reading, featureNames: names, classNames: classNames)
        data.origin = TableOrigin(lines: lines, inputs: inputKeys, targets: targetKeys)
        return data
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
        lines.append(Int32(clamping: line))
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
