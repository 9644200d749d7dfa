/// A key that a mapping may have, and words that people write instead of it.
package struct Key {
    package var name: String
    package var synonyms: [String] = []

    package init(name: String, synonyms: [String] = []) {
        self.name = name
        self.synonyms = synonyms
    }
}

/// The members of a mapping whose keys are all known.
package struct Members {
    package let field: Field
    private var fields: [String: Field] = [:]

    package subscript(_ name: String) -> Field? { fields[name] }

    /// Returns the member, or complains that it is missing.
    package func required(_ name: String, _ meaning: String) -> Field? {
        if let member = fields[name] { return member }
        field.failAtKey("\"\(name)\" is missing: \(meaning)")
        return nil
    }

    /// Reads the mapping in `field`; keys outside of `keys` are reported and left out.
    /// - Returns: nil where the field holds no mapping, which is reported too.
    package init?(_ field: Field, keys: [Key]) {
        self.field = field
        guard case .mapping(let entries) = field.node.content else {
            let names = keys.map(\.name).joined(separator: ", ")
            field.refuse(allowed: "a mapping with the keys \(names)")
            return nil
        }
        for entry in entries {
            let key =
                keys.contains { $0.name == entry.key }
                ? entry.key : Self.refuse(entry, field, keys)
            guard let key, key == entry.key || !entries.contains(where: { $0.key == key }) else {
                continue
            }
            fields[key] = Field(
                entry.value, path: Self.path(field, key), keyPlace: entry.place,
                diagnostics: field.diagnostics)
        }
    }

    /// Complains about an unknown key and returns the one that is probably meant, as which its
    /// value is read on: so it is not called missing too, and a wrong value is said as well.
    private static func refuse(
        _ entry: LocatedNode.Entry, _ field: Field, _ keys: [Key]
    ) -> String? {
        let names = keys.map(\.name)
        let meant =
            keys.first { $0.synonyms.contains(entry.key.lowercased()) }?.name
            ?? Spelling.nearest(entry.key, among: names)
        let question = meant.map { "; did you mean \"\($0)\"?" } ?? ""
        field.diagnostics.fail(
            "unknown key \"\(entry.key)\"\(question) (allowed: "
                + "\(names.isEmpty ? "no keys" : names.joined(separator: ", ")))",
            at: entry.place, path: field.path)
        return meant
    }

    private static func path(_ field: Field, _ key: String) -> String {
        field.path.isEmpty ? key : "\(field.path).\(key)"
    }
}
