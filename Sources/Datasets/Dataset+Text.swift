extension Dataset {
    /// Reads text, plain or gzipped UTF-8, as rows of ids, which count the tokens in sorted order.
    ///
    /// For the next token the text is cut into rows that follow each other, `[length]` each; the
    /// targets are the same tokens moved by one, a class for each position. What is left at the end
    /// is dropped. For the labels of lines each line is a row, cut to `length` tokens or filled up
    /// from the front with the id 0, which then stands for nothing else; labels are words in sorted
    /// order, or whole numbers that stay what they are.
    ///
    /// - Throws: `DataError` where the file is no text, too short, has a line without a label, or
    ///   has more tokens than `reading.classes` or others than `reading.tokens`.
    public static func text(
        _ file: FileContents, options: TextOptions, reading: Reading = Reading()
    ) throws(DataError) -> Dataset {
        let file = try file.decompressed()
        let text = String(decoding: try TextEncoding.checked(file), as: UTF8.self)
        let reader = TextReader(name: file.name, options: options, reading: reading)
        return switch options.goal {
        case .nextToken: try reader.continuation(of: text)
        case .lineLabel: try reader.labelled(text)
        }
    }
}

/// The two ways in which text becomes rows.
private struct TextReader {
    let name: String
    let options: TextOptions
    let reading: Reading

    func continuation(of text: String) throws(DataError) -> Dataset {
        let found = tokens(in: text)
        let length = options.length
        let rows = (found.count - 1) / length
        guard rows >= 2 else {
            throw DataError(
                name, found: "\(found.count) \(options.tokens.rawValue)",
                expected: "at least \(2 * length + 1): two rows of \(length) and what comes next",
                advice: "take a longer text or a smaller `length`")
        }
        let vocabulary = reading.tokens ?? Set(found).sorted { $0.precedes($1) }
        if let classes = reading.classes, vocabulary.count > classes {
            throw DataError(
                name, found: "\(vocabulary.count) different \(options.tokens.rawValue)",
                expected: "at most \(classes), as `classes` says",
                advice: "write `classes: \(vocabulary.count)`, and as many outputs and rows of the "
                    + "embedding")
        }
        let ids = try ids(of: found.prefix(rows * length + 1), in: vocabulary, first: 0)
        return Dataset(
            inputs: ids.dropLast().map { Float($0) }, inputShape: [length],
            targets: .classes(
                Array(ids.dropFirst()), count: reading.classes ?? vocabulary.count),
            targetShape: [length], classNames: vocabulary.map(\.shown), tokens: vocabulary)
    }

    func labelled(_ text: String) throws(DataError) -> Dataset {
        var labels: [String] = []
        var lines: [[String]] = []
        var numbers: [Int32] = []
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in all.enumerated() where !line.isEmpty {
            guard let tab = line.firstIndex(of: "\t"), tab > line.startIndex else {
                throw DataError(
                    name, at: .line(number + 1), found: DataError.quoted(String(line)),
                    expected: "a label, a tab and the text")
            }
            labels.append(String(line[..<tab]))
            numbers.append(Int32(clamping: number + 1))
            lines.append(tokens(in: String(line[line.index(after: tab)...])))
        }
        guard lines.count >= 2 else {
            throw DataError(name, found: "\(lines.count) lines", expected: "at least 2")
        }
        let vocabulary =
            reading.tokens ?? [""] + Set(lines.joined()).sorted { $0.precedes($1) }
        var inputs: [Float] = []
        for line in lines {
            let ids = try ids(of: line.prefix(options.length), in: vocabulary, first: 1)
            inputs += [Float](repeating: 0, count: options.length - ids.count)
            inputs += ids.map { Float($0) }
        }
        let (classes, names) = try classes(of: labels)
        var data = Dataset(
            inputs: inputs, inputShape: [options.length],
            targets: .classes(classes, count: reading.classes ?? max(names.count, 2)),
            classNames: names, tokens: vocabulary)
        data.origin = TableOrigin(lines: numbers)
        return data
    }

    private func tokens(in text: String) -> [String] {
        switch options.tokens {
        case .characters:
            return text.unicodeScalars.map { String($0) }
        case .words:
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let words = lines.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
            return Array(words.joined(separator: ["\n"]))
        }
    }

    private func ids(
        of tokens: ArraySlice<String>, in vocabulary: [String], first: Int
    ) throws(DataError) -> [Int32] {
        let numbers = Dictionary(
            zip(vocabulary, Int32(0)...).dropFirst(first)
        ) { first, _ in first }
        var ids: [Int32] = []
        ids.reserveCapacity(tokens.count)
        for token in tokens {
            guard let id = numbers[token] else {
                throw DataError(
                    name, found: "\(DataError.quoted(token)) among the \(options.tokens.rawValue)",
                    expected: "those of the training text alone",
                    advice: "let the training text have each of them at least once")
            }
            ids.append(id)
        }
        return ids
    }

    /// Whole numbers as they are, words as their indices in sorted order.
    private func classes(of labels: [String]) throws(DataError) -> ([Int32], [String]) {
        let numbers = labels.compactMap { Int32($0) }
        if reading.classNames == nil, numbers.count == labels.count { return (numbers, []) }
        let names = reading.classNames ?? Set(labels).sorted { $0.precedes($1) }
        let indices = Dictionary(zip(names, Int32(0)...)) { first, _ in first }
        var classes: [Int32] = []
        for label in labels {
            guard let index = indices[label] else {
                throw DataError(
                    name, found: "the label \(DataError.quoted(label))",
                    expected: "one of the training text's: "
                        + names.prefix(20).joined(separator: ", "))
            }
            classes.append(index)
        }
        return (classes, names)
    }
}

extension String {
    /// By Unicode scalars, the same on every machine.
    fileprivate func precedes(_ other: String) -> Bool {
        unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
    }

    /// The token as reports show it: spaces and line ends by their signs.
    fileprivate var shown: String {
        switch self {
        case " ": "␣"
        case "\n": "↵"
        case "\t": "⇥"
        default: self
        }
    }
}
