internal import Jobs

/// Puts the parameters' values in the place of `${name}`, which stands for a whole scalar.
struct Substitution {
    let values: [String: ParameterValue]
    /// Parameters whose declaration is wrong, which is reported already.
    let broken: Set<String>
    let diagnostics: Diagnostics
    /// The parameters that were asked for.
    private(set) var used: Set<String> = []

    init(
        values: [String: ParameterValue], broken: Set<String> = [], diagnostics: Diagnostics
    ) {
        self.values = values
        self.broken = broken
        self.diagnostics = diagnostics
    }

    /// Returns `node` with every `${name}` replaced; unknown names are reported.
    mutating func replacing(in node: LocatedNode, path: String) -> LocatedNode {
        var node = node
        switch node.content {
        case .value(.text(let text)):
            guard Self.hasReference(text) else { break }
            if let name = Self.name(in: text) {
                replace(&node, name, path)
            } else {
                diagnostics.fail(
                    "found \"\(text)\"; a parameter stands for a whole value: "
                        + "\"${name}\" and nothing else", at: node.mark, path: path)
                node.content = .reported
            }
        case .list(let list):
            node.content = .list(
                list.enumerated().map { replacing(in: $1, path: "\(path)[\($0)]") })
        case .mapping(let entries):
            node.content = .mapping(entries.map { replacing(in: $0, path: path) })
        case .value, .empty, .malformed, .reported: break
        }
        return node
    }

    /// Complains about every `${name}` in `node`, where none may stand.
    ///
    /// - Parameter shared: what all trials have in common for that reason.
    func refuse(in node: LocatedNode, path: String, shared: String) {
        switch node.content {
        case .value(.text(let text)) where Self.hasReference(text):
            diagnostics.fail(
                "found \"\(text)\"; a parameter cannot stand here, so that all trials share "
                    + shared, at: node.mark, path: path)
        case .list(let list):
            for (index, node) in list.enumerated() {
                refuse(in: node, path: "\(path)[\(index)]", shared: shared)
            }
        case .mapping(let entries):
            for entry in entries {
                refuse(in: entry.value, path: "\(path).\(entry.key)", shared: shared)
            }
        case .value, .empty, .malformed, .reported: break
        }
    }

    private mutating func replacing(
        in entry: LocatedNode.Entry, path: String
    ) -> LocatedNode.Entry {
        var entry = entry
        if Self.hasReference(entry.key) {
            diagnostics.fail(
                "a parameter cannot stand in a key; allowed: as a whole value", at: entry.mark,
                path: path)
        }
        let path = path.isEmpty ? entry.key : "\(path).\(entry.key)"
        entry.value = replacing(in: entry.value, path: path)
        return entry
    }

    private mutating func replace(_ node: inout LocatedNode, _ name: String, _ path: String) {
        used.insert(name)
        node.isQuoted = false
        node.parameter = name
        if let value = values[name] {
            node.content = .value(value.canonical)
        } else if broken.contains(name) {
            node.content = .reported
        } else {
            let names = values.keys.sorted()
            let known = names.isEmpty ? "none is declared" : names.joined(separator: ", ")
            let question = Spelling.question(name, among: names)
            diagnostics.fail(
                "unknown parameter \"\(name)\"\(question) (parameters: \(known))", at: node.mark,
                path: path)
            node.content = .reported
        }
    }

    /// Returns the name in `${name}`; nil where the text holds anything else.
    private static func name(in text: String) -> String? {
        let inside = text.dropFirst(2).dropLast()
        return text.hasPrefix("${") && text.hasSuffix("}") && isName(inside) ? String(inside) : nil
    }

    static func hasReference(_ text: String) -> Bool { text.contains("${") }

    /// True for what can name a parameter: a letter, then letters, digits, `-`, `_` and `.`.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else {
            return false
        }
        return text.utf8.allSatisfy {
            isLetter($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
    }
}
