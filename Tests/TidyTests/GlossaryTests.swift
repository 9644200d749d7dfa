import Testing

/// One word for one thing: `PreflightCommand.docc/Words.md` is the law.
@Suite struct GlossaryTests {
    /// Words that stood for several things, or for one thing by a picture.
    static let retired: Set<String> = [
        "place", "places", "letters", "debt", "debts", "lesson", "lessons", "life", "bury",
        "confess",
    ]

    /// Swift's own and the field's own.
    static let others: Set<String> = ["isLetter", "scaleInPlace", "clipInPlace"]

    @Test func `no identifier is made of a retired word`() {
        let files = SourceFile.all(below: "Sources")
        #expect(files.count > 100)
        for file in files {
            for (index, line) in file.lines.enumerated() {
                for identifier in Self.identifiers(in: line)
                where !Self.others.contains(identifier)
                    && !Self.retired.isDisjoint(with: Self.words(of: identifier))
                {
                    Issue.record("\(file.path):\(index + 1): \(identifier)")
                }
            }
        }
    }

    @Test func `identifiers are found in code alone, and taken apart at their capitals`() {
        let line: Substring = #"let keyPlace = place(of: "a place", 3) // the place"#
        #expect(Self.identifiers(in: line).prefix(4) == ["let", "keyPlace", "place", "of"])
        #expect(!Self.identifiers(in: "// a place")[...].contains("place"))
        #expect(Self.words(of: "keyPlace") == ["key", "place"])
        #expect(Self.words(of: "replacedPlaces") == ["replaced", "places"])
    }

    /// The identifiers of a line, without those in texts and comments.
    private static func identifiers(in line: Substring) -> [String] {
        SourceFile.code(line).split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
            .filter { !$0.contains("_") }
    }

    private static func words(of identifier: String) -> [String] {
        var words = [""]
        for character in identifier {
            if character.isUppercase { words.append("") }
            words[words.count - 1] += character.lowercased()
        }
        return words.filter { !$0.isEmpty }
    }
}
