/// One value of an experiment file on its way to being understood: its node, its path and the
/// diagnostics that hear what is wrong with it. Each reading returns nil after it has complained.
package struct Field {
    package var node: LocatedNode
    package var path: String
    /// Where the value's key stands; complaints about a whole mapping point there.
    package var keyPlace: Place
    package let diagnostics: Diagnostics

    package init(
        _ node: LocatedNode, path: String, keyPlace: Place? = nil, diagnostics: Diagnostics
    ) {
        self.node = node
        self.path = path
        self.keyPlace = keyPlace ?? node.place
        self.diagnostics = diagnostics
    }

    /// Complains at the value.
    package func fail(_ message: String) {
        diagnostics.fail(message, at: node.place, path: path)
    }

    /// Complains at the key.
    package func failAtKey(_ message: String) {
        diagnostics.fail(message, at: keyPlace, path: path)
    }

    /// Says what was found and what is allowed, with the hint that belongs to what was found.
    package func refuse(allowed: String) {
        switch node.content {
        case .reported: return
        case .malformed(_, let hint): fail("found \(node.found); \(hint)")
        case .empty:
            diagnostics.fail("found nothing; allowed: \(allowed)", at: keyPlace, path: path)
        case .value(.text(let text)):
            fail("found \(node.found)\(numberHint(text)); allowed: \(allowed)")
        default: fail("found \(node.found); allowed: \(allowed)")
        }
    }

    /// A quoted number is text; so are the words that other YAML readers take for flags.
    private func numberHint(_ text: String) -> String {
        guard node.isQuoted, case .value(let value) = ScalarRules.content(of: text) else {
            return ""
        }
        if case .text = value { return "" }
        return ", which is text: remove the quotes"
    }

    package func integer(in range: ClosedRange<Int>) -> Int? {
        if let value = wholeNumber, range.contains(value) { return value }
        refuse(allowed: Self.words(range))
        return nil
    }

    package static func words(_ range: ClosedRange<Int>) -> String {
        range.upperBound == .max
            ? "an integer of at least \(range.lowerBound)"
            : "an integer from \(range.lowerBound) to \(range.upperBound)"
    }

    /// The value as an integer, where it is one; `32.0` and `1e3` are.
    private var wholeNumber: Int? {
        switch node.content {
        case .value(.integer(let value)): value
        case .value(.real(let value)): Int(exactly: value)
        default: nil
        }
    }

    package func number(in range: NumberRange) -> Double? {
        if case .value(let value) = node.content, let number = value.number,
            number.isFinite, range.contains(number)
        {
            return number
        }
        refuse(allowed: range.words)
        return nil
    }

    package func flag() -> Bool? {
        if case .value(.flag(let value)) = node.content { return value }
        refuse(allowed: "true or false")
        return nil
    }

    /// Reads one of a few words.
    package func word(of words: [String]) -> String? {
        guard case .value(.text(let text)) = node.content else {
            refuse(allowed: words.joined(separator: ", "))
            return nil
        }
        if words.contains(text) { return text }
        let question = Spelling.question(text, among: words)
        fail("found \(node.found)\(question) (allowed: \(words.joined(separator: ", ")))")
        return nil
    }

    /// Reads a text that is not empty.
    package func text(_ allowed: String) -> String? {
        if case .value(.text(let text)) = node.content, !text.isEmpty { return text }
        refuse(allowed: allowed)
        return nil
    }

    package var isEmpty: Bool { node.content == .empty }

    /// The fields of a list; nil, without a complaint, where the value is none.
    package var elements: [Field]? {
        guard case .list(let nodes) = node.content else { return nil }
        return nodes.enumerated().map {
            Field($1, path: "\(path)[\($0)]", diagnostics: diagnostics)
        }
    }

    /// The elements of a list, or the field itself where it is a single value.
    package var oneOrMore: [Field] { elements ?? [self] }

    /// A member of a mapping by its key.
    package func member(_ key: String) -> Field? {
        guard case .mapping(let entries) = node.content,
            let entry = entries.first(where: { $0.key == key })
        else { return nil }
        return Field(
            entry.value, path: path.isEmpty ? key : "\(path).\(key)", keyPlace: entry.place,
            diagnostics: diagnostics)
    }

    /// Whether the value is a mapping with this key.
    package func has(_ key: String) -> Bool {
        guard case .mapping(let entries) = node.content else { return false }
        return entries.contains { $0.key == key }
    }

    package var isMapping: Bool {
        if case .mapping = node.content { true } else { false }
    }
}
