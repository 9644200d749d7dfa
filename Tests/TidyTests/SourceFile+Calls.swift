extension SourceFile {
    /// A line without its texts and comments.
    static func code(_ line: Substring) -> String {
        var code = ""
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated() where index.isMultiple(of: 2)
        {
            guard let comment = part.firstRange(of: "//") else {
                code += part + " "
                continue
            }
            return code + part[..<comment.lowerBound]
        }
        return code
    }

    /// Where functions of a library are called, or handed on as an argument: names without a point
    /// before them but that of the library.
    func calls(of names: Set<String>) -> [(line: Int, name: String)] {
        lines.enumerated().flatMap { index, line in
            Self.words(in: Self.code(line)).compactMap { word in
                let name = word.text.replacing("__builtin_", with: "")
                return names.contains(name) && isCall(word) ? (index + 1, name) : nil
            }
        }
    }

    /// A name with what stands around it.
    private struct Word {
        let text: String
        /// The characters before it, and the name before these.
        let before: String
        let former: String
        let after: Character
    }

    private static func words(in code: String) -> [Word] {
        var found: [Word] = []
        var (text, before): ([UInt8], [UInt8]) = ([], [])
        var former = ""
        for byte in Array((code + " ").utf8) {
            if isPartOfName(byte) {
                text.append(byte)
                continue
            }
            if !text.isEmpty {
                let name = String(decoding: text, as: UTF8.self)
                found.append(
                    Word(
                        text: name, before: String(decoding: before, as: UTF8.self),
                        former: former, after: Character(Unicode.Scalar(byte))))
                former = name
                text.removeAll()
                before.removeAll()
            }
            before.append(byte)
        }
        return found
    }

    /// A letter, a digit or an underscore; beyond ASCII all are letters.
    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...255:
            true
        default: false
        }
    }

    private func isCall(_ word: Word) -> Bool {
        if word.before.last == "." && !["Foundation", "Glibc"].contains(word.former) {
            return false
        }
        if word.after == "(" { return word.former != "func" }
        // In C, `T(exp)` is a function of its own.
        let isArgument = word.before.last == "." || word.before.contains("(")
        return path.hasSuffix(".swift") && isArgument && [")", ","].contains(word.after)
    }
}
