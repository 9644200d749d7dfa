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
                "aliases swell the file to more than \(mostNodes) values", at: node.place)
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
                diagnostics.fail("a mapping has these keys twice: \(names)", at: context.mark.place)
                return nil
            } catch {
                let (message, place) = YAMLComplaint.explain(error, in: text)
                // A masked `${…}` is explained already; what follows from it is not worth saying.
                if diagnostics.errors.isEmpty { diagnostics.fail(message, at: place) }
                return nil
            }
        }
    }

    private mutating func node(_ node: Node, path: String) -> LocatedNode {
        nodes += 1
        let place = node.mark?.place ?? .none
        // Too many: what is returned is thrown away.
        if nodes > Self.mostNodes { return LocatedNode(content: .empty, place: place) }
        switch node {
        case .scalar(let scalar):
            let text = unmasked(scalar.string)
            let isPlain = scalar.style == .plain
            return LocatedNode(
                content: isPlain ? ScalarRules.content(of: text) : .value(.text(text)),
                place: place, isQuoted: !isPlain)
        case .sequence(let sequence):
            let list = sequence.enumerated().map { self.node($1, path: "\(path)[\($0)]") }
            return LocatedNode(content: .list(list), place: place)
        case .mapping(let mapping):
            return LocatedNode(content: .mapping(entries(of: mapping, path: path)), place: place)
        case .alias:
            return LocatedNode(content: .empty, place: place)
        }
    }

    private mutating func entries(of mapping: Node.Mapping, path: String) -> [LocatedNode.Entry] {
        var places: [String: Place] = [:]
        var entries: [LocatedNode.Entry] = []
        for (keyNode, value) in mapping {
            let place = keyNode.mark?.place ?? .none
            guard let scalar = keyNode.scalar else {
                diagnostics.fail(
                    "a key is a word; found a list or a mapping", at: place, path: path)
                continue
            }
            let key = unmasked(scalar.string)
            if key == "<<" {
                diagnostics.fail(
                    "merge keys (\"<<\") are not used here: write the keys out", at: place,
                    path: path)
            } else if let first = places[key] {
                diagnostics.fail(
                    "the key \"\(key)\" stands here twice (first on line \(first.line)); "
                        + "remove one", at: place, path: path)
            } else {
                places[key] = place
                let value = node(value, path: path.isEmpty ? key : "\(path).\(key)")
                entries.append(LocatedNode.Entry(key: key, place: place, value: value))
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
    var place: Place { Place(line: line, column: column) }
}
