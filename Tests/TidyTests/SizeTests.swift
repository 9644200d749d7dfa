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

    /// Tables that a limit would only bend: a switch with a line for each case, which the compiler
    /// holds to be whole.
    static let tables = [
        "apply(_ node": "each operation's derivative stands beside the others, none forgotten"
    ]

    @Test func `no function, initialiser, property or closure is longer than 60 lines`() {
        for file in SourceFile.all(below: "Sources") {
            for block in blocks(in: file) where block.length > 60 {
                let isTable = Self.tables.keys.contains { block.head.contains($0) }
                guard !isTable else { continue }
                Issue.record("\(file.path):\(block.start): \(block.head) has \(block.length) lines")
            }
        }
    }

    @Test func `blocks of every kind are seen, with the lines of their signatures`() {
        let text = """
            struct A {
                let made = (0..<3).map { index in
                    index
                }
                func one(
                    two: Int
                ) -> Int {
                    two
                }
                subscript(index: Int) -> Int {
                    index
                }
                var size: Int {
                    3
                }
                init(_ size: Int) {
                    switch size {
                    default: break
                    }
                }
            }
            """
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = blocks(in: SourceFile(path: "a", lines: lines))
        #expect(found.map(\.length) == [3, 5, 3, 3, 5, 3])
        #expect(found.map(\.start) == [2, 5, 10, 13, 16, 17])
    }

    @Test func `modules have one folder level`() {
        for file in SourceFile.all(below: "Sources") {
            #expect(file.path.split(separator: "/").count <= 4, "\(file.path)")
        }
    }

    private struct Block {
        let head: Substring
        let start: Int
        let length: Int
    }

    /// Blocks by indentation, which the formatter guarantees: from the line that opens one, or the
    /// first line of its signature, to the closing brace in the same column. Types are none.
    private func blocks(in file: SourceFile) -> [Block] {
        let lines = file.lines
        let code = Self.code(lines)
        func column(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }
        return lines.indices.compactMap { index in
            guard code[index], lines[index].contains(/{( .* in)?$/) else {
                return nil
            }
            var first = index
            if lines[index].drop(while: { $0 == " " }).hasPrefix(")") {
                while first > 0, first == index || column(first) != column(index) { first -= 1 }
            }
            let head = lines[first].drop { $0 == " " }
            guard !Self.opensType(head),
                let end = lines[(index + 1)...].indices.first(where: {
                    column($0) == column(index) && lines[$0].drop { $0 == " " }.hasPrefix("}")
                })
            else { return nil }
            return Block(head: head.prefix(60), start: first + 1, length: end - first + 1)
        }
    }

    private static func opensType(_ head: Substring) -> Bool {
        let kinds = ["struct", "enum", "class", "protocol", "extension", "actor"]
        return head.split(separator: " ").prefix(4).contains { kinds.contains(String($0)) }
    }

    /// Which lines are code: neither comments nor inside of a text of several lines.
    private static func code(_ lines: [Substring]) -> [Bool] {
        var isText = false
        return lines.map { line in
            let marks = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
            defer { if !marks.isMultiple(of: 2) { isText.toggle() } }
            return !isText && !line.drop { $0 == " " }.hasPrefix("//")
        }
    }
}
