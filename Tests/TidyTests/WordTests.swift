import Testing

@Suite struct WordTests {
    /// Type names that say nothing.
    static let emptyWords = [
        "Manager", "Handler", "Helper", "Util", "Utils", "Common", "Base", "Misc", "Info",
    ]

    @Test func `no type has an empty name`() {
        for file in SourceFile.all(below: "Sources") {
            for (number, line) in file.lines.enumerated() {
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                guard
                    let at = words.firstIndex(where: {
                        ["struct", "class", "enum", "protocol", "typealias"].contains($0)
                    }), at + 1 < words.count, !line.drop(while: { $0 == " " }).hasPrefix("//")
                else { continue }
                for word in Self.emptyWords where words[at + 1].hasSuffix(word) {
                    Issue.record("\(file.path):\(number + 1): \(words[at + 1])")
                }
            }
        }
    }

    @Test func `no source carries marks of unfinished work`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "not impl" + "emented", "@testa" + "ble"]
        for file in SourceFile.all(below: "Sources", endings: [".swift", ".c", ".h"])
            + SourceFile.all(below: "Tests")
        {
            for (number, line) in file.lines.enumerated() {
                for mark in marks where line.contains(mark) {
                    Issue.record("\(file.path):\(number + 1): \(mark)")
                }
            }
        }
    }

    /// People copy numbers into files and programs, which take no minus sign of typographers.
    @Test func `numbers in what the program says are ASCII`() {
        for file in SourceFile.all(below: "Sources") {
            for (number, line) in file.lines.enumerated()
            where !line.drop(while: { $0 == " " }).hasPrefix("//")
                && line.contains(/[−⁻][0-9⁰¹²³⁴-⁹]|·10[⁻⁰¹²³⁴-⁹]|[0-9]e−/)
            {
                Issue.record("\(file.path):\(number + 1): \(line)")
            }
        }
    }

    @Test func `the libraries use no actor, no dispatch queue and no unchecked promise`() {
        let banned = [
            "DispatchQueue", "DispatchSource", "@unchecked Sendable", "Task {", "Task.detached",
            "@preconcurrency",
        ]
        for file in SourceFile.all(below: "Sources") {
            for (number, line) in file.lines.enumerated()
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for word in banned where line.contains(word) {
                    Issue.record("\(file.path):\(number + 1): \(word)")
                }
                if line.drop(while: { $0 == " " }).hasPrefix("actor ") {
                    Issue.record("\(file.path):\(number + 1): actor")
                }
            }
        }
    }
}
