/// The name and the keys of one kind of component, such as a layer or a loss, and what it does.
package struct ComponentKind: Sendable {
    package let name: String
    /// What it does, in a sentence or two for the catalogue page.
    package let summary: String
    /// Other names that are read as this one.
    package var aliases: [String] = []
    /// Names that people write for it, for the question "did you mean".
    package var synonyms: [String] = []
    package var settings: [Setting] = []
    /// The setting that a bare value stands for, as in `dropout: 0.1`.
    package var shorthand: String?
    /// Why settings, each allowed, do not go together; nil where they do.
    package var objection: @Sendable (Settings) -> String? = { _ in nil }

    package init(
        name: String, summary: String, aliases: [String] = [], synonyms: [String] = [],
        settings: [Setting] = [], shorthand: String? = nil,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil }
    ) {
        self.name = name
        self.summary = summary
        self.aliases = aliases
        self.synonyms = synonyms
        self.settings = settings
        self.shorthand = shorthand
        self.objection = objection
    }

    package func setting(_ name: String) -> Setting? { settings.first { $0.name == name } }
}
