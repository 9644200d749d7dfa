/// Walks separated text row by row (RFC 4180, with other separators and line ends too).
struct CSVScanner {
    /// Where a cell's text stands, without its quotes and the spaces around it.
    struct Cell {
        var range: Range<Int>
        var isQuoted: Bool
    }

    let name: String
    let bytes: [UInt8]
    let separator: UInt8
    private(set) var position: Int
    /// The line on which the next row begins, counted from 1.
    private(set) var line = 1
    /// The line on which the current row began.
    private(set) var rowLine = 1

    init(name: String, bytes: [UInt8], separator: UInt8, from start: Int) {
        self.name = name
        self.bytes = bytes
        self.separator = separator
        position = start
    }

    /// Reads the next row that is not blank into `cells`; false at the end of the file.
    mutating func next(_ cells: inout [Cell]) throws(DataError) -> Bool {
        while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
        cells.removeAll(keepingCapacity: true)
        guard position < bytes.count else { return false }
        rowLine = line
        while true {
            cells.append(try cell())
            guard position < bytes.count else { return true }
            if bytes[position] != separator {
                skipLineEnd()
                return true
            }
            position += 1
        }
    }

    func text(_ cell: Cell) -> String {
        let text = String(decoding: bytes[cell.range], as: UTF8.self)
        return cell.isQuoted ? Self.unescaped(text) : text
    }

    /// Reads up to the separator or line end that follows the cell.
    private mutating func cell() throws(DataError) -> Cell {
        skipSpace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            return try quotedCell()
        }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || isLineEnd(byte) { break }
            position += 1
        }
        var end = position
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return Cell(range: start..<end, isQuoted: false)
    }

    private mutating func quotedCell() throws(DataError) -> Cell {
        let opening = line
        let quote = UInt8(ascii: "\"")
        position += 1
        let start = position
        while position < bytes.count {
            if bytes[position] == quote {
                guard position + 1 < bytes.count, bytes[position + 1] == quote else { break }
                position += 2
            } else if isLineEnd(bytes[position]) {
                skipLineEnd()
            } else {
                position += 1
            }
        }
        guard position < bytes.count else {
            throw DataError(
                name, at: .line(opening), found: "a quote that is never closed",
                expected: "a closing quote", advice: "write a quote inside quotes twice")
        }
        let range = start..<position
        position += 1
        skipSpace()
        guard position == bytes.count || bytes[position] == separator || isLineEnd(bytes[position])
        else {
            throw DataError(
                name, at: .line(line), found: "text after a closing quote",
                expected: "a separator or the end of the line",
                advice: "write a quote inside quotes twice")
        }
        return Cell(range: range, isQuoted: true)
    }

    private mutating func skipLineEnd() {
        let byte = bytes[position]
        position += 1
        if byte == 13, position < bytes.count, bytes[position] == 10 { position += 1 }
        line += 1
    }

    private mutating func skipSpace() {
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte == 9 && separator != 9)
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("\"\"") else { return text }
        var result = ""
        var wasQuote = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" && wasQuote {
                wasQuote = false
                continue
            }
            result.unicodeScalars.append(scalar)
            wasQuote = scalar == "\""
        }
        return result
    }
}
