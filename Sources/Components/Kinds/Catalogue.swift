/// What a catalogue lists: a component's name and keys, and whatever makes something of them.
package protocol Catalogued: Sendable {
    var component: ComponentKind { get }
}

/// All kinds of one sort of component, in the order in which errors list them.
package struct Catalogue<Entry: Catalogued>: Sendable {
    /// `layer`, `optimizer`, ….
    package let noun: String
    package let entries: [Entry]
    /// Where in the file to write what is none of the entries, by its name.
    package var elsewhere: [String: String] = [:]

    package init(noun: String, entries: [Entry], elsewhere: [String: String] = [:]) {
        self.noun = noun
        self.entries = entries
        self.elsewhere = elsewhere
    }

    package var names: [String] { entries.map(\.component.name) }

    /// Returns the entry with this name or alias.
    package func entry(named name: String) -> Entry? {
        entries.first { $0.component.name == name || $0.component.aliases.contains(name) }
    }

    /// Returns what a specification that the parser read names, and its settings.
    package func settings(_ specification: ComponentSpecification) -> (
        kind: Entry, settings: Settings
    ) {
        guard let entry = entry(named: specification.kind) else {
            fatalError("the \(noun) \(specification.kind) is not in the catalogue")
        }
        return (entry, Settings(specification, kind: entry.component))
    }

    /// Reads a component: `relu`, `dropout: 0.1`, or `conv2d: {filters: 8, kernel: 3}`.
    /// - Returns: The component with every default filled in; nil after a complaint.
    package func read(_ field: Field) -> ComponentSpecification? {
        switch field.node.content {
        case .value(.text(let name)):
            guard let kind = kind(name, field, at: field.node.place) else { return nil }
            let place = field.keyPlace
            let inner = Field(
                LocatedNode(content: .empty, place: field.node.place),
                path: path(field, kind), keyPlace: place, diagnostics: field.diagnostics)
            return kind.read(inner)
        case .mapping(let entries):
            guard let entry = single(entries, field),
                let kind = kind(entry.key, field, at: entry.place)
            else { return nil }
            let inner = Field(
                entry.value, path: path(field, kind), keyPlace: entry.place,
                diagnostics: field.diagnostics)
            return kind.read(inner)
        default:
            field.refuse(allowed: names.joined(separator: ", "))
            return nil
        }
    }

    private func path(_ field: Field, _ kind: ComponentKind) -> String {
        field.path.isEmpty ? kind.name : "\(field.path).\(kind.name)"
    }

    private func single(_ entries: [LocatedNode.Entry], _ field: Field) -> LocatedNode.Entry? {
        if entries.count == 1 { return entries[0] }
        let keys = entries.map { "\"\($0.key)\"" }.joined(separator: ", ")
        let names = entries.map(\.key).filter { entry(named: $0) != nil }
        let advice = names.count == 1 ? ": indent the settings below \"\(names[0]):\"" : ""
        field.fail("found the keys \(keys); allowed: one \(noun) with its settings\(advice)")
        return nil
    }

    private func kind(_ name: String, _ field: Field, at place: Place) -> ComponentKind? {
        if let entry = entry(named: name) { return entry.component }
        let synonym = entries.first { $0.component.synonyms.contains(name.lowercased()) }
        let question =
            elsewhere[name].map { "; \($0)" }
            ?? synonym.map { "; did you mean \"\($0.component.name)\"?" }
            ?? Spelling.question(name, among: names + entries.flatMap(\.component.aliases))
        field.diagnostics.fail(
            "unknown \(noun) \"\(name)\"\(question) (allowed: \(names.joined(separator: ", ")))",
            at: place, path: field.path)
        return nil
    }
}
