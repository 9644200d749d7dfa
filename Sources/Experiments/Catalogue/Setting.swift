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
    /// Whether it regularises, and does not at 0.
    private(set) var isRegulariser = false

    static func required(
        _ name: String, _ meaning: String, _ kind: SettingKind, synonyms: [String] = []
    ) -> Setting {
        Setting(
            name: name, meaning: meaning, kind: kind, isRequired: true, standard: nil,
            synonyms: synonyms)
    }

    /// The same setting as one that regularises wherever it is above 0.
    var asRegulariser: Setting {
        var setting = self
        setting.isRegulariser = true
        return setting
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
