internal import Jobs
internal import Yams

/// Reads a YAML text into located nodes.
struct YAMLReading {
    /// Aliases may not swell a file to more nodes than this.
    static let mostNodes = 100_000

    private let diagnostics: Diagnostics
    private var masks: [Unicode.Scalar: Unicode.Scalar] = [:]
    private var nodes = 0

    /// Returns the text's root; nil where it cannot be read, which `diagnostics` then says.
    static func read(_ text: String, diagnostics: Diagnostics) -> LocatedNode? {
        let screen = YAMLScreen(text, diagnostics: diagnostics)
        guard screen.isReadable else { return nil }
        var reading = YAMLReading(diagnostics: diagnostics)
        guard let root = reading.compose(screen.scalars) else { return nil }
        let node = reading.node(root, path: "")
        if reading.nodes > mostNodes {
            diagnostics.fail(
                "aliases swell the file to more than \(mostNodes) values", at: node.mark)
            return nil
        }
        return node
    }

    private init(diagnostics: Diagnostics) {
        self.diagnostics = diagnostics
    }

    /// Lets Yams read the text. Keys that a mapping has twice are masked, and it reads again.
    private mutating func compose(_ scalars: [Unicode.Scalar]) -> Node? {
        var keys = RepeatedKeys(scalars)
        defer {
            masks = keys.masks
            masks[YAMLScreen.openingMask] = "{"
            masks[YAMLScreen.closingMask] = "}"
        }
        while true {
            let text = String(String.UnicodeScalarView(keys.scalars))
            do {
                if let root = try Parser(yaml: text, encoding: .utf8).singleRoot() { return root }
                diagnostics.fail("the file is empty", at: .none)
                return nil
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                if keys.mask(after: context.mark) { continue }
                let names = names.map { "\"\($0)\"" }.joined(separator: ", ")
                diagnostics.fail(
                    "a mapping has these keys twice: \(names)", at: context.mark.lineColumn)
                return nil
            } catch {
                let (message, mark) = YAMLComplaint.explain(error, in: text)
                // A masked `${…}` is explained already; what follows from it is not worth saying.
                if diagnostics.errors.isEmpty { diagnostics.fail(message, at: mark) }
                return nil
            }
        }
    }

    private mutating func node(_ node: Node, path: String) -> LocatedNode {
        nodes += 1
        let mark = node.mark?.lineColumn ?? .none
        // Too many: what is returned is thrown away.
        if nodes > Self.mostNodes { return LocatedNode(content: .empty, mark: mark) }
        switch node {
        case .scalar(let scalar):
            let text = unmasked(scalar.string)
            let isPlain = scalar.style == .plain
            return LocatedNode(
                content: isPlain ? ScalarRules.content(of: text) : .value(.text(text)),
                mark: mark, isQuoted: !isPlain)
        case .sequence(let sequence):
            let list = sequence.enumerated().map { self.node($1, path: "\(path)[\($0)]") }
            return LocatedNode(content: .list(list), mark: mark)
        case .mapping(let mapping):
            return LocatedNode(content: .mapping(entries(of: mapping, path: path)), mark: mark)
        case .alias:
            return LocatedNode(content: .empty, mark: mark)
        }
    }

    private mutating func entries(of mapping: Node.Mapping, path: String) -> [LocatedNode.Entry] {
        var marks: [String: LineColumn] = [:]
        var entries: [LocatedNode.Entry] = []
        for (keyNode, value) in mapping {
            let mark = keyNode.mark?.lineColumn ?? .none
            guard let scalar = keyNode.scalar else {
                diagnostics.fail(
                    "a key is a word; found a list or a mapping", at: mark, path: path)
                continue
            }
            let key = unmasked(scalar.string)
            if key == "<<" {
                diagnostics.fail(
                    "merge keys (\"<<\") are not used here: write the keys out", at: mark,
                    path: path)
            } else if let first = marks[key] {
                diagnostics.fail(
                    "the key \"\(key)\" stands here twice (first on line \(first.line)); "
                        + "remove one", at: mark, path: path)
            } else {
                marks[key] = mark
                let value = node(value, path: path.isEmpty ? key : "\(path).\(key)")
                entries.append(LocatedNode.Entry(key: key, mark: mark, value: value))
            }
        }
        return entries
    }

    private func unmasked(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { masks[$0] != nil }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { masks[$0] ?? $0 }))
    }
}

extension Mark {
    var lineColumn: LineColumn { LineColumn(line: line, column: column) }
}
