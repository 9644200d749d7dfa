internal import Jobs

/// One key that a component takes.
struct Setting: Sendable {
    let name: String
    /// What it means, in a few words for the catalogue page and the error that it is missing.
    let meaning: String
    let kind: SettingKind
    let isRequired: Bool
    /// What holds where the file says nothing; nil leaves the setting out.
    let standard: SettingValue?
    /// Words that people write for it, for the question "did you mean".
    let synonyms: [String]

    static func required(
        _ name: String, _ meaning: String, _ kind: SettingKind, synonyms: [String] = []
    ) -> Setting {
        Setting(
            name: name, meaning: meaning, kind: kind, isRequired: true, standard: nil,
            synonyms: synonyms)
    }

    static func optional(
        _ name: String, _ meaning: String, _ kind: SettingKind, standard: ParameterValue? = nil,
        synonyms: [String] = []
    ) -> Setting {
        Setting(
            name: name, meaning: meaning, kind: kind, isRequired: false,
            standard: standard.map { .scalar($0.canonical) }, synonyms: synonyms)
    }
}
