internal import Jobs

/// Writes trees as a person would: short values in a line, long ones in lines of their own.
enum YAMLText {
    /// The columns that a value may take in a line.
    private static let width = 88

    /// The lines of a key and its value.
    static func lines(key: String, _ value: LocatedNode) -> [String] {
        if case .list(let nodes) = value.content, isLong(nodes) {
            return ["\(key):"] + nodes.flatMap { item($0).map { "  " + $0 } }
        }
        let flow = flow(value)
        if key.count + flow.count <= width || !value.hasMembers { return ["\(key): \(flow)"] }
        return ["\(key):"] + block(value).map { "  " + $0 }
    }

    /// The lines of a list's element.
    static func item(_ node: LocatedNode) -> [String] {
        let lines = block(node)
        return zip(lines.indices, lines).map { ($0 == 0 ? "- " : "  ") + $1 }
    }

    private static func isLong(_ nodes: [LocatedNode]) -> Bool {
        flow(.list(nodes)).count > width && !nodes.isEmpty
    }

    private static func block(_ node: LocatedNode) -> [String] {
        switch node.content {
        case .mapping(let entries) where !entries.isEmpty:
            entries.flatMap { lines(key: $0.key, $0.value) }
        case .list(let nodes) where isLong(nodes): nodes.flatMap(item)
        default: [flow(node)]
        }
    }

    private static func flow(_ node: LocatedNode) -> String {
        switch node.content {
        case .empty, .reported: "null"
        case .value(.text(let text)): word(text)
        case .value(let value): "\(value)"
        case .malformed(let text, _): quoted(text)
        case .list(let nodes): "[\(nodes.map(flow).joined(separator: ", "))]"
        case .mapping(let entries):
            "{" + entries.map { "\(word($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// The text as it is where nobody can take it for anything else, else in quotes.
    private static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || isLetter($0) || [45, 46, 47, 95].contains($0)
        }
        let starts = text.utf8.first.map(isLetter) ?? false
        guard isPlain, starts, case .value(.text) = ScalarRules.content(of: text) else {
            return quoted(text)
        }
        return text
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func quoted(_ text: String) -> String {
        let inside = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _
            where scalar.value < 32 || (127...159).contains(scalar.value)
                || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
                "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
            default: String(scalar)
            }
        }
        return "\"\(inside.joined())\""
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        String(scalar.value, radix: 16, uppercase: true)
    }
}

extension LocatedNode {
    fileprivate var hasMembers: Bool {
        if case .mapping(let entries) = content { !entries.isEmpty } else { false }
    }
}
