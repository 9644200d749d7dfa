internal import Foundation

extension LoggedTable {
    /// Reads lines of cells below a header; without one the columns are `1`, `2`, ….
    static func table(name: String, separated text: String) throws(DataError) -> LoggedTable {
        let head = text.split(whereSeparator: \.isNewline).first { !$0.isBlank } ?? ""
        let separator = separator(of: head)
        var scanner = CSVScanner(
            name: name, bytes: Array(text.utf8), separator: separator.asciiValue ?? 44, from: 0)
        var cells: [CSVScanner.Cell] = []
        var names: [String] = []
        var table = LoggedTable(name: name)
        while try scanner.next(&cells) {
            let words = row(cells.map(scanner.text), separator)
            if names.isEmpty {
                names = try header(words, name: name, line: scanner.rowLine)
                if names != words.map(Self.cleaned) { table.add(names, words, separator, scanner) }
                continue
            }
            if words.first?.hasPrefix("#") == true || isRule(words) { continue }
            guard words.count == names.count else {
                throw DataError(
                    name, at: .line(scanner.rowLine),
                    found: "\(words.count) \(words.count == 1 ? "cell" : "cells")",
                    expected: "\(names.count) as in the header",
                    advice: "a name with \"\(separator)\" in it needs quotes")
            }
            // A program that was started again writes its header again.
            if words.map(Self.cleaned) != names { table.add(names, words, separator, scanner) }
        }
        return table
    }

    private mutating func add(
        _ names: [String], _ words: [String], _ separator: Character, _ scanner: CSVScanner
    ) {
        let cells = zip(names, words).map { name, word in
            (name, LoggedCell(word, decimalComma: separator != ","))
        }
        add(cells, origin: scanner.rowLine)
    }

    private static func separator(of head: Substring) -> Character {
        if head.first == "|" { return "|" }
        for separator: Character in ["\t", ";", ",", "|"] where head.contains(separator) {
            return separator
        }
        return " "
    }

    /// A row's words, without the bars at a table's sides and spaces at a line's end.
    private static func row(_ words: [String], _ separator: Character) -> [String] {
        var words = words
        if separator == "|", words.first == "" { words.removeFirst() }
        if "| ".contains(separator), words.count > 1, words.last == "" { words.removeLast() }
        if words.count > 1, words.first == "#" { words.removeFirst() }
        return words
    }

    private static func cleaned(_ word: String) -> String {
        word.trimmingCharacters(in: CharacterSet(charactersIn: "#* ").union(.whitespaces))
    }

    /// The columns' names: the words of the first line, or numbers where those are numbers.
    private static func header(
        _ words: [String], name: String, line: Int
    ) throws(DataError) -> [String] {
        if words.allSatisfy({ LoggedCell($0).word == nil }) {
            return words.indices.map { "\($0 + 1)" }
        }
        var names = words.map(cleaned)
        // A table's index column has no name.
        if let index = names.firstIndex(of: ""), !names.contains("index") { names[index] = "index" }
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw DataError(
                name, at: .line(line), found: "the column \(DataError.quoted(twice)) twice",
                expected: "a header of different names such as epoch,loss,val_loss")
        }
        return names
    }

    /// Whether a row only rules off the header of a Markdown table.
    private static func isRule(_ words: [String]) -> Bool {
        words.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-:=+".contains($0) } && $0.count > 1 }
    }
}

extension Substring {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
