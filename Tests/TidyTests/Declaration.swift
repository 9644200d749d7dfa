/// One declaration of a file, found line by line: the formatter guarantees the indentation.
struct Declaration {
    /// `func`, `var`, `struct`, `case`, ….
    let kind: String
    /// The identifier; `init` and `subscript` for those.
    let name: String
    /// Whether it says `public` or `open` itself.
    let saysPublic: Bool

    private static let kinds: Set<String> = [
        "func", "var", "let", "init", "struct", "enum", "protocol", "class", "actor", "extension",
        "typealias", "subscript", "associatedtype", "case",
    ]
    private static let types: Set<String> = [
        "struct", "enum", "protocol", "class", "actor", "extension",
    ]
    private static let modifiers: Set<String> = [
        "public", "open", "package", "private", "fileprivate", "internal", "final", "static",
        "class", "mutating", "nonmutating", "override", "indirect", "required", "convenience",
        "lazy", "weak", "nonisolated",
    ]

    var isType: Bool { Self.types.contains(kind) }

    /// Reads a line without its indentation; nil where it declares nothing.
    init?(_ text: Substring) {
        var words = text.split(separator: " ")[...]
        var found: Set<Substring> = []
        while let word = words.first {
            let bare = word.prefix { $0 != "(" }
            let isModifier = Self.modifiers.contains(String(bare)) || word.hasPrefix("@")
            let isClass =
                bare == "class"
                && words.dropFirst().first.map {
                    !Self.kinds.contains(String($0.prefix { $0.isLetter }))
                } ?? true
            guard isModifier, !isClass else { break }
            found.insert(word)
            words = words.dropFirst()
        }
        guard let word = words.first else { return nil }
        kind = String(word.prefix { $0.isLetter })
        guard Self.kinds.contains(kind) else { return nil }
        saysPublic = found.contains("public") || found.contains("open")
        if kind == "init" || kind == "subscript" {
            name = kind
        } else {
            let rest = words.dropFirst().first ?? ""
            let identifier = rest.prefix { $0.isLetter || $0.isNumber || "_.".contains($0) }
            name = String(identifier.isEmpty ? rest.prefix { $0 != "(" } : identifier)
        }
    }
}

extension SourceFile {
    /// A declaration in its surroundings.
    struct Located {
        let declaration: Declaration
        let line: Int
        let indent: Int
        let isDocumented: Bool
        /// The type, protocol or extension whose direct member it is.
        let owner: Declaration?

        /// Whether others see it: what says so itself, the cases of public enumerations and the
        /// requirements of public protocols.
        var isPublic: Bool {
            switch declaration.kind {
            case "case": owner?.kind == "enum" && owner?.saysPublic == true
            case "extension": false
            default:
                declaration.saysPublic || owner?.kind == "protocol" && owner?.saysPublic == true
            }
        }
    }

    /// All declarations of the file that stand at its top or are direct members of types.
    var declarations: [Located] {
        var found: [Located] = []
        var owners: [Located] = []
        var isText = false
        for (index, line) in lines.enumerated() {
            let wasText = isText
            if line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count % 2 == 0 {
                isText.toggle()
            }
            let text = line.drop { $0 == " " }
            let indent = line.count - text.count
            guard !wasText, !text.isEmpty, !text.hasPrefix("//") else { continue }
            if !text.hasPrefix(")") { owners.removeAll { $0.indent >= indent } }
            guard let declaration = Declaration(text) else { continue }
            let owner = owners.last.flatMap { $0.indent + 4 == indent ? $0.declaration : nil }
            guard indent == 0 || owner != nil else { continue }
            let located = Located(
                declaration: declaration, line: index + 1, indent: indent,
                isDocumented: isDocumented(index), owner: owner)
            found.append(located)
            if declaration.isType, !text.hasSuffix("}") { owners.append(located) }
        }
        return found
    }

    private func isDocumented(_ index: Int) -> Bool {
        var above = index - 1
        while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
        return above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
    }

    /// What each type of the file says that it conforms to, or inherits from.
    var conformances: [(type: String, to: [String])] {
        declarations.filter(\.declaration.isType).compactMap { located in
            var head = ""
            for line in lines[(located.line - 1)...].prefix(6) {
                head += " " + line.drop { $0 == " " }
                if line.contains("{") { break }
            }
            let parts = head.prefix { $0 != "{" }.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let names = parts[1].split { !$0.isLetter && !$0.isNumber }.map(String.init)
            return (located.declaration.plainName, names)
        }
    }
}

extension Declaration {
    /// The name without the types around it.
    var plainName: String { String(name.split(separator: ".").last ?? "") }
}
