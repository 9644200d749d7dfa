extension CSVTable {
    /// Numbers of some columns, and how many were missing.
    public struct Numbers: Sendable {
        /// Rows by columns, in double precision; NaN where missing.
        public let array: NumericArray
        /// The missing values of each column.
        public let missing: [Int]
        /// The line of each row.
        public let lines: [Int32]
    }

    /// Labels of one column, and the words that they stand for.
    public struct Labels: Sendable {
        /// One number a row; NaN where missing.
        public let array: NumericArray
        /// The word of each class, in sorted order; empty where the column holds numbers.
        public let classNames: [String]
        public let missing: Int
    }

    /// Returns the numbers of `columns`, in that order.
    ///
    /// - Throws: `DataError` that names the line, the column and the text that is no number.
    public func numbers(of columns: [Int]) throws(DataError) -> Numbers {
        var values: [Double] = []
        var missing = [Int](repeating: 0, count: columns.count)
        var lines: [Int32] = []
        try forEachRow { (scanner, cells) throws(DataError) in
            lines.append(Int32(clamping: scanner.rowLine))
            for (index, column) in columns.enumerated() {
                switch CSVNumber(scanner.bytes[cells[column].range]) {
                case .number(let value): values.append(value)
                case .missing:
                    values.append(.nan)
                    missing[index] += 1
                case .word: throw notANumber(cells[column], in: scanner, column: column)
                }
            }
        }
        let rows = columns.isEmpty ? 0 : values.count / columns.count
        let array = NumericArray(
            name: name, shape: [rows, columns.count], values: .float64(values))
        return Numbers(array: array, missing: missing, lines: lines)
    }

    /// Returns the class labels of `column`: numbers as they are, words as their indices in the
    /// sorted list of all words.
    ///
    /// - Parameter classNames: the list of words where it is settled already, as by the training
    ///   rows; nil to make it.
    /// - Throws: `DataError` where words and numbers are mixed, or a word is not in `classNames`.
    public func labels(
        of column: Int, classNames: [String]? = nil
    ) throws(DataError) -> Labels {
        guard try firstIsWord(column) else {
            let numbers = try numbers(of: [column])
            let array = NumericArray(
                name: name, shape: [numbers.array.rows], values: numbers.array.values)
            return Labels(array: array, classNames: [], missing: numbers.missing[0])
        }
        let (indices, words) = try words(of: column)
        let names = classNames ?? words.sorted()
        let numbers = Dictionary(zip(names, 0...)) { first, _ in first }
        var numberOfWord: [Double] = []
        for word in words {
            guard let number = numbers[word] else {
                throw DataError(
                    "\(name): column \(columnLabel(column))",
                    found: "the class \(DataError.quoted(word))",
                    expected: "one of the training data's: "
                        + names.prefix(20).joined(separator: ", "))
            }
            numberOfWord.append(Double(number))
        }
        let array = NumericArray(
            name: name, shape: [indices.count],
            values: .float64(indices.map { $0.map { numberOfWord[$0] } ?? .nan }))
        return Labels(
            array: array, classNames: names, missing: indices.lazy.filter { $0 == nil }.count)
    }

    private func firstIsWord(_ column: Int) throws(DataError) -> Bool {
        var scanner = self.scanner()
        var cells: [CSVScanner.Cell] = []
        if hasHeader { _ = try scanner.next(&cells) }
        while try scanner.next(&cells), column < cells.count {
            switch CSVNumber(scanner.bytes[cells[column].range]) {
            case .number: return false
            case .word: return true
            case .missing: continue
            }
        }
        return false
    }

    /// Returns, for each row, the index of its word in the list of words met so far.
    private func words(
        of column: Int
    ) throws(DataError) -> (indices: [Int?], words: [String]) {
        var indices: [Int?] = []
        var words: [String] = []
        var known: [String: Int] = [:]
        try forEachRow { (scanner, cells) throws(DataError) in
            let cell = cells[column]
            switch CSVNumber(scanner.bytes[cell.range]) {
            case .missing: indices.append(nil)
            case .word:
                let word = scanner.text(cell)
                if known[word] == nil {
                    known[word] = words.count
                    words.append(word)
                }
                indices.append(known[word])
            case .number:
                throw DataError(
                    name, at: .cell(line: scanner.rowLine, column: columnLabel(column)),
                    found: "the number \(scanner.text(cell))",
                    expected: "a word, as above (\(DataError.quoted(words.first ?? "")))",
                    advice: "name the classes all in words or all in numbers")
            }
        }
        return (indices, words)
    }
}
