internal import Jobs

/// The name and the keys of one kind of component, such as a layer or a loss, and what it does.
struct ComponentKind: Sendable {
    let name: String
    /// What it does, in a sentence or two for the catalogue page.
    let summary: String
    /// Other names that are read as this one.
    var aliases: [String] = []
    /// Names that people write for it, for the question "did you mean".
    var synonyms: [String] = []
    var settings: [Setting] = []
    /// The setting that a bare value stands for, as in `dropout: 0.1`.
    var shorthand: String?
    /// Why settings, each allowed, do not go together; nil where they do.
    var objection: @Sendable (Settings) -> String? = { _ in nil }

    func setting(_ name: String) -> Setting? { settings.first { $0.name == name } }
}
