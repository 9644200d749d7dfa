/// One key that a component takes.
package struct Setting: Sendable {
    package let name: String
    /// What it means, in a few words for the catalogue page and the error that it is missing.
    package let meaning: String
    package let kind: SettingKind
    package let isRequired: Bool
    /// What holds where the file says nothing; nil leaves the setting out.
    package let standard: SettingValue?
    /// Words that people write for it, for the question "did you mean".
    package let synonyms: [String]
    /// The value at which a regulariser does nothing; nil for what is none.
    package private(set) var resting: SettingValue?

    package init(
        name: String, meaning: String, kind: SettingKind, isRequired: Bool,
        standard: SettingValue?, synonyms: [String]
    ) {
        self.name = name
        self.meaning = meaning
        self.kind = kind
        self.isRequired = isRequired
        self.standard = standard
        self.synonyms = synonyms
    }

    /// The same key as one of a regulariser, which does nothing at this value.
    package func resting(at value: ParameterValue) -> Setting {
        var copy = self
        copy.resting = .scalar(value)
        return copy
    }

    package static func required(
        _ name: String, _ meaning: String, _ kind: SettingKind, synonyms: [String] = []
    ) -> Setting {
        Setting(
            name: name, meaning: meaning, kind: kind, isRequired: true, standard: nil,
            synonyms: synonyms)
    }

    package static func optional(
        _ name: String, _ meaning: String, _ kind: SettingKind, standard: ParameterValue? = nil,
        synonyms: [String] = []
    ) -> Setting {
        Setting(
            name: name, meaning: meaning, kind: kind, isRequired: false,
            standard: standard.map { .scalar($0.canonical) }, synonyms: synonyms)
    }
}
