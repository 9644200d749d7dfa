package import Components

/// The keys that data formats share.
extension Setting {
    static func path(_ meaning: String, synonyms: [String] = ["file", "data"]) -> Setting {
        .required("path", meaning, .file, synonyms: synonyms)
    }

    /// What the axes of one input are.
    static func layout(
        _ words: [String] = Reading.Layout.allCases.map(\.rawValue)
    ) -> Setting {
        .optional(
            "layout", "what the axes of one input are, where they are not as usual",
            .word(words), synonyms: ["order", "data-format", "channels"])
    }
}

extension SettingKind {
    /// A text of any kind.
    package static func text(_ words: String) -> SettingKind {
        SettingKind(words: words) { field in field.text(words).map { .text($0) } }
    }

    package static let file = text("a file")

    /// One text, or several.
    static func texts(_ words: String, read: @escaping @Sendable (Field) -> String?) -> SettingKind
    {
        SettingKind(words: words) { field in
            let fields = field.oneOrMore
            guard !fields.isEmpty else {
                field.fail("found an empty list; allowed: \(words)")
                return nil
            }
            let texts = fields.compactMap(read)
            return texts.count == fields.count ? .list(texts.map { .text($0) }) : nil
        }
    }
}

extension Settings {
    /// The words of a setting that lists some; none where it is left out.
    func words(_ name: String) -> [String] {
        guard case .list(let values) = self[name] else { return [] }
        return values.compactMap { if case .scalar(.text(let word)) = $0 { word } else { nil } }
    }
}
