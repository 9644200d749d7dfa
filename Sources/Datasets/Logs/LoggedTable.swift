internal import Foundation

/// What a program logged of one training: rows of numbers under the names of its columns.
package struct LoggedTable: Sendable {
    package struct Column: Sendable {
        package var name: String
        /// One for each row.
        package var cells: [LoggedCell]

        package var numberCount: Int { cells.count { $0.number != nil } }
    }

    package let name: String
    package private(set) var columns: [Column] = []
    /// Where each row stands: its line in the file, or its number where one line holds several.
    package private(set) var origins: [Int] = []
    /// `line` or `entry`: what ``origins`` counts from 1.
    package private(set) var noun = "line"
    private var indices: [String: Int] = [:]

    init(name: String) {
        self.name = name
    }

    /// Reads CSV with a header (also with tabs, semicolons, bars or spaces between its cells), JSON
    /// lines, a JSON list of objects, an object of lists, and what trainers write around these.
    ///
    /// - Throws: `DataError` that says what was found, where, and what is expected.
    package init(_ file: FileContents) throws(DataError) {
        let text = try Self.text(of: file)
        guard let first = text.first(where: { !$0.isWhitespace }) else {
            throw DataError(
                file.name, found: "nothing", expected: "the log of a training",
                advice: "a row for each epoch or step")
        }
        if first == "{" || first == "[" {
            var reader = LoggedValueReader(name: file.name, text: text)
            self = try Self.table(name: file.name, of: try reader.values()).pivoted()
        } else {
            self = try Self.table(name: file.name, separated: text).pivoted()
        }
        guard !origins.isEmpty else {
            throw DataError(
                file.name, found: "no rows", expected: "a row for each epoch or step")
        }
    }

    package var rowCount: Int { origins.count }

    package subscript(name: String) -> Column? {
        indices[name].map { columns[$0] }
    }

    /// Appends a row; of two cells of one name the later counts.
    mutating func add(_ cells: [(name: String, cell: LoggedCell)], origin: Int) {
        for (name, cell) in cells {
            let index: Int
            if let known = indices[name] {
                index = known
            } else {
                index = columns.count
                indices[name] = index
                columns.append(
                    Column(
                        name: name,
                        cells: [LoggedCell](repeating: .missing, count: origins.count)))
            }
            if columns[index].cells.count > origins.count {
                columns[index].cells[origins.count] = cell
            } else {
                columns[index].cells.append(cell)
            }
        }
        origins.append(origin)
        for index in columns.indices where columns[index].cells.count < origins.count {
            columns[index].cells.append(.missing)
        }
    }

    /// Counts rows where lines would not tell them apart.
    mutating func countEntries() {
        origins = Array(1..<(origins.count + 1))
        noun = "entry"
    }

    /// The text without a byte order mark, which also tells UTF-16.
    private static func text(of file: FileContents) throws(DataError) -> String {
        let bytes = try file.decompressed().bytes
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if isWide, let text = String(data: Data(bytes), encoding: .utf16) { return text }
        if bytes.prefix(1000).contains(0) {
            throw DataError(
                file.name, found: "bytes that are no text", expected: "CSV or JSON",
                advice: "TensorBoard's event files can be exported as CSV")
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return String(
            decoding: bytes.starts(with: mark) ? bytes[3...] : bytes[...], as: UTF8.self)
    }
}
