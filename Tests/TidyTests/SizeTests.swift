import Testing

@Suite struct SizeTests {
    @Test func `no file is longer than 400 lines and no line than 100 columns`() {
        let files =
            SourceFile.all(below: "Sources", endings: [".swift", ".c", ".h"])
            + SourceFile.all(below: "Tests")
        for file in files {
            #expect(file.lines.count <= 401, "\(file.path): \(file.lines.count) lines")
            for (number, line) in file.lines.enumerated() where line.count > 100 {
                Issue.record("\(file.path):\(number + 1): \(line.count) columns")
            }
        }
    }

    @Test func `no function is longer than 60 lines`() {
        for file in SourceFile.all(below: "Sources") {
            for (name, start, length) in functions(in: file) where length > 60 {
                if Self.exempt.contains(where: { file.path.hasSuffix($0) && name.contains($1) }) {
                    continue
                }
                Issue.record("\(file.path):\(start): \(name) has \(length) lines")
            }
        }
    }

    /// Functions that may be longer, by file and name, and why.
    private static let exempt: [(file: String, function: String)] = [
        // One line for each operation, in one switch without a default: a forgotten operation is a
        // compiler error.
        ("Tape/OperationCode.swift", "apply(")
    ]

    @Test func `modules have one folder level`() {
        for file in SourceFile.all(below: "Sources") {
            #expect(file.path.split(separator: "/").count <= 4, "\(file.path)")
        }
    }

    /// Functions by indentation: from a line with `func` or `init` to the closing brace in the
    /// same column, which the formatter guarantees.
    private func functions(in file: SourceFile) -> [(name: String, start: Int, length: Int)] {
        var found: [(String, Int, Int)] = []
        for (index, line) in file.lines.enumerated() {
            let text = line.drop { $0 == " " }
            guard text.contains("func ") || text.hasPrefix("init(") || text.contains(" init("),
                !text.hasPrefix("//"), !text.hasPrefix("case "), !text.hasSuffix("}")
            else { continue }
            let indent = line.count - text.count
            guard
                let end = file.lines[index...].firstIndex(where: {
                    $0.drop { $0 == " " }.hasPrefix("}") && $0.prefix { $0 == " " }.count == indent
                })
            else { continue }
            found.append((String(text.prefix(60)), index + 1, end - index + 1))
        }
        return found
    }
}
