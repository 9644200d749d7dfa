internal import Jobs

/// A place in a file, both numbers from 1; 0 and 0 where there is none.
struct Place: Hashable, Sendable {
    var line: Int
    var column: Int

    static let none = Place(line: 0, column: 0)
}

/// One node of a YAML file with its place, its scalars already read by our own rules.
struct LocatedNode: Hashable, Sendable {
    indirect enum Content: Hashable, Sendable {
        /// A key without a value, `~` or `null`.
        case empty
        case value(ParameterValue)
        /// A scalar that looks like a number but is none: its text, and what to write instead.
        case malformed(text: String, hint: String)
        case list([LocatedNode])
        case mapping([Entry])
        /// Wrong in a way that is reported already.
        case reported
    }

    struct Entry: Hashable, Sendable {
        var key: String
        var place: Place
        var value: LocatedNode
    }

    var content: Content
    var place: Place
    var isQuoted = false
    /// The parameter whose value stands here, where one was replaced.
    var parameter: String?

    /// The place of the first scalar below `key` that is this text, and its path.
    func place(of text: String, under key: String) -> (Place, path: String)? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value.place(of: text, path: key)
    }

    private func place(of text: String, path: String) -> (Place, path: String)? {
        switch content {
        case .value(.text(text)): (place, path)
        case .list(let nodes):
            nodes.enumerated().lazy.compactMap { $1.place(of: text, path: "\(path)[\($0)]") }.first
        case .mapping(let entries):
            entries.lazy.compactMap { $0.value.place(of: text, path: "\(path).\($0.key)") }.first
        default: nil
        }
    }

    /// What stands here, for error messages.
    var found: String {
        let text: String
        switch content {
        case .empty, .reported: text = "nothing"
        case .value(.text(let word)): text = "\"\(word)\""
        case .value(let value): text = "\(value)"
        case .malformed(let word, _): text = "\"\(word)\""
        case .list: text = "a list"
        case .mapping: text = "a mapping"
        }
        return parameter.map { "\(text) (the value of ${\($0)})" } ?? text
    }
}
