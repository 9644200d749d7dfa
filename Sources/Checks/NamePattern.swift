internal import Jobs

/// A name in which `*` stands for any characters, `?` for one, `[a-c]` or `[!a-c]` for one of
/// some.
package struct NamePattern {
    private enum Token {
        case character(Character)
        case any
        case run
        case oneOf([ClosedRange<Character>], isNegated: Bool)

        func takes(_ character: Character) -> Bool {
            switch self {
            case .character(let own): own == character
            case .any, .run: true
            case .oneOf(let ranges, let isNegated):
                ranges.contains { $0.contains(character) } != isNegated
            }
        }
    }

    private let text: String
    private let tokens: [Token]

    /// - Throws: `CheckError` for a bracket that is not closed or holds nothing.
    package init(_ text: String) throws(CheckError) {
        self.text = text
        var tokens = [Token]()
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": tokens.append(.run)
            case "?": tokens.append(.any)
            case "[":
                guard let end = rest.dropFirst().firstIndex(of: "]") else {
                    throw CheckError("\"\(text)\" has a [ without its ]")
                }
                tokens.append(Self.oneOf(rest[..<end]))
                rest = rest[(end + 1)...]
            default: tokens.append(.character(character))
            }
        }
        self.tokens = tokens
    }

    private static func oneOf(_ characters: ArraySlice<Character>) -> Token {
        let isNegated = characters.first == "!" || characters.first == "^"
        var rest = isNegated ? characters.dropFirst() : characters
        var ranges = [ClosedRange<Character>]()
        while let first = rest.popFirst() {
            guard rest.count > 1, rest.first == "-" else {
                ranges.append(first...first)
                continue
            }
            let last = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
            ranges.append(min(first, last)...max(first, last))
        }
        return .oneOf(ranges, isNegated: isNegated)
    }

    func matches(_ name: String) -> Bool { distance(to: name) == 0 }

    /// The names, in their order, that one of the patterns matches.
    ///
    /// - Throws: `CheckError` for a pattern that matches none, with the nearest name.
    package static func names(
        matching patterns: [String], among names: [String]
    ) throws(CheckError) -> [String] {
        var chosen: Set<String> = []
        for text in patterns {
            let pattern = try NamePattern(text)
            let found = names.filter(pattern.matches)
            if found.isEmpty { throw pattern.complaint(names) }
            chosen.formUnion(found)
        }
        return names.filter(chosen.contains)
    }

    private func complaint(_ names: [String]) -> CheckError {
        if let other = CheckRegistry.moved[text], names.contains(other) {
            return CheckError("there is no check \"\(text)\": it is a part of \"\(other)\"")
        }
        let isPlain = tokens.allSatisfy { if case .character = $0 { true } else { false } }
        let nearest = isPlain ? Spelling.nearest(text, among: names) : nearest(among: names)
        let found = isPlain ? "there is no check \"\(text)\"" : "no check matches \"\(text)\""
        let question = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
        return CheckError("\(found)\(question) (all: \(names.joined(separator: ", ")))")
    }

    /// The name that is fewest characters away; nil where that is more than a third of the
    /// pattern's.
    private func nearest(among names: [String]) -> String? {
        let ranked = names.map { (name: $0, distance: distance(to: $0)) }
        let characters = tokens.count { if case .run = $0 { false } else { true } }
        return ranked.min { $0.distance < $1.distance }
            .flatMap { $0.distance <= max(1, characters / 3) ? $0.name : nil }
    }

    /// How many characters have to be put in, left out or changed until the pattern matches.
    private func distance(to name: String) -> Int {
        let characters = Array(name)
        var row = Array(0...characters.count)
        for token in tokens {
            var next = [row[0] + 1]
            if case .run = token { next = [row[0]] }
            for (index, character) in characters.enumerated() {
                if case .run = token {
                    next.append(min(row[index + 1], next[index]))
                } else {
                    let changed = row[index] + (token.takes(character) ? 0 : 1)
                    next.append(min(changed, row[index + 1] + 1, next[index] + 1))
                }
            }
            row = next
        }
        return row[characters.count]
    }
}
