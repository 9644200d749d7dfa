/// A place in a file, both numbers from 1; 0 and 0 where there is none.
package struct Place: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package static let none = Place(line: 0, column: 0)

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// One node of a YAML file with its place, its scalars already read by our own rules.
package struct LocatedNode: Hashable, Sendable {
    package indirect enum Content: Hashable, Sendable {
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

    package struct Entry: Hashable, Sendable {
        package var key: String
        package var place: Place
        package var value: LocatedNode

        package init(key: String, place: Place, value: LocatedNode) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    package var content: Content
    package var place: Place
    package var isQuoted = false
    /// The parameter whose value stands here, where one was replaced.
    package var parameter: String?

    package init(
        content: Content, place: Place, isQuoted: Bool = false, parameter: String? = nil
    ) {
        self.content = content
        self.place = place
        self.isQuoted = isQuoted
        self.parameter = parameter
    }

    /// The place of the first scalar below `key` that is this text, and its path.
    package func place(of text: String, under key: String) -> (Place, path: String)? {
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
    package var found: String {
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
