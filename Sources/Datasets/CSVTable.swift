/// A table of separated text, plain or gzipped: its columns, read as numbers or as class labels.
///
/// Cells may be quoted; spaces around them and blank lines do not count. The table keeps the text,
/// and each question walks it once.
public struct CSVTable: Sendable {
    /// What the file cannot say for certain itself.
    public struct Options: Hashable, Sendable {
        /// `,`, `;` or tab; nil for whichever is most frequent in the first line.
        public var separator: Character?
        /// Whether the first row holds names; nil for yes unless one of its cells is a number.
        public var hasHeader: Bool?

        public init(separator: Character? = nil, hasHeader: Bool? = nil) {
            self.separator = separator
            self.hasHeader = hasHeader
        }
    }

    public let name: String
    /// The header's names; without a header the columns' numbers, from 0.
    public let columnNames: [String]
    public let hasHeader: Bool
    private let bytes: [UInt8]
    private let separator: UInt8
    private let start: Int

    /// Reads the first row of a table.
    ///
    /// - Throws: `DataError` where the file is empty, no text, or damaged.
    public init(_ file: FileContents, options: Options = Options()) throws(DataError) {
        let file = try file.decompressed()
        name = file.name
        bytes = try TextEncoding.checked(file)
        start = 0
        separator = try Self.separator(options.separator, of: bytes, from: start, name: name)
        var scanner = CSVScanner(name: name, bytes: bytes, separator: separator, from: start)
        var cells: [CSVScanner.Cell] = []
        guard try scanner.next(&cells) else {
            throw DataError(name, found: "an empty file", expected: "a table")
        }
        let anyNumber = cells.contains { cell in
            if case .number = CSVNumber(scanner.bytes[cell.range]) { true } else { false }
        }
        hasHeader = options.hasHeader ?? !anyNumber
        columnNames =
            hasHeader ? cells.map { scanner.text($0) } : cells.indices.map { String($0) }
    }

    public var columnCount: Int { columnNames.count }

    /// Returns the column that `selector` means: a name of the header, or else a number from 0 (a
    /// negative one counts from the end).
    ///
    /// - Throws: `DataError` where no column or several fit.
    public func column(_ selector: String) throws(DataError) -> Int {
        let matches = columnNames.indices.filter { columnNames[$0] == selector }
        if matches.count == 1 { return matches[0] }
        if matches.isEmpty, let number = Int(selector) {
            let column = number < 0 ? number + columnCount : number
            if columnNames.indices.contains(column) { return column }
        }
        let shown = columnNames.prefix(40).map { DataError.quoted($0) }.joined(separator: ", ")
        throw DataError(
            name, at: .line(1),
            found: "\(matches.count) columns called \(DataError.quoted(selector))",
            expected: "one of \(shown)\(columnCount > 40 ? ", …" : "")",
            advice: hasHeader
                ? "columns may also be numbered from 0" : "the file has no header: number columns")
    }

    /// Returns the columns called `names` instead of those `wanted`, where the table names its own.
    ///
    /// - Throws: `DataError` where a name is missing or occurs twice.
    func paired(_ wanted: [Int], to names: [String]) throws(DataError) -> [Int] {
        guard hasHeader, !names.isEmpty, wanted.map({ columnNames[$0] }) != names else {
            return wanted
        }
        var columns: [Int] = []
        for name in names {
            let matches = columnNames.indices.filter { columnNames[$0] == name }
            guard matches.count == 1 else {
                throw DataError(
                    self.name, at: .line(1),
                    found: "\(matches.count) columns called \(DataError.quoted(name))",
                    expected: "one, as in the training data",
                    advice: "both tables need the same columns; their order may differ")
            }
            columns.append(matches[0])
        }
        return columns
    }

    /// Returns a scanner that stands at the first row, header or not.
    func scanner() -> CSVScanner {
        CSVScanner(name: name, bytes: bytes, separator: separator, from: start)
    }

    /// Calls `visit` with the cells of each row below the header, all as wide as the first row.
    func forEachRow(
        _ visit: (CSVScanner, [CSVScanner.Cell]) throws(DataError) -> Void
    ) throws(DataError) {
        var scanner = self.scanner()
        var cells: [CSVScanner.Cell] = []
        if hasHeader { _ = try scanner.next(&cells) }
        while try scanner.next(&cells) {
            guard cells.count == columnCount else {
                throw DataError(
                    name, at: .line(scanner.rowLine), found: "\(cells.count) cells",
                    expected: "\(columnCount), as in the first row",
                    advice: "a separator inside a cell needs quotes around the cell")
            }
            try visit(scanner, cells)
        }
    }

    /// Returns the error that `cell` is no number.
    func notANumber(_ cell: CSVScanner.Cell, in scanner: CSVScanner, column: Int) -> DataError {
        let text = scanner.text(cell)
        let hasComma = text.contains(",")
        let isFirstRow = !hasHeader && scanner.rowLine == 1
        return DataError(
            name, at: .cell(line: scanner.rowLine, column: columnLabel(column)),
            found: DataError.quoted(text), expected: "a number",
            advice: hasComma
                ? "decimals need a point, not a comma"
                : isFirstRow
                    ? "say `header: true` if the first row holds names"
                    : "mark missing values as NA, or leave this column out")
    }

    func columnLabel(_ column: Int) -> String {
        hasHeader ? "\(column) (\(DataError.quoted(columnNames[column])))" : "\(column)"
    }

    private static func separator(
        _ wanted: Character?, of bytes: [UInt8], from start: Int, name: String
    ) throws(DataError) -> UInt8 {
        let known: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        if let wanted {
            guard let byte = wanted.asciiValue, known.contains(byte) else {
                throw DataError(
                    name, found: "the separator \(DataError.quoted(String(wanted)))",
                    expected: "a comma, a semicolon or a tab")
            }
            return byte
        }
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in bytes[start...].drop(while: { $0 == 10 || $0 == 13 }) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted && (byte == 10 || byte == 13) { break }
            if !isQuoted, let index = known.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.firstIndex(of: counts.max() ?? 0) ?? 0
        return known[most]
    }
}
