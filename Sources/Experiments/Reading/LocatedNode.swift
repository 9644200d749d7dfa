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
