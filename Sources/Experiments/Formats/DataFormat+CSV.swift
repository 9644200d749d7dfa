internal import Jobs

extension DataFormat {
    /// Columns of a table of separated text; inputs are by default all columns but the targets.
    static let csv = DataFormat(
        "csv", "Columns of a table of separated text.",
        keys: [
            .path("the table"),
            .optional(
                "inputs", "what the network sees, else all columns but the targets", .columns,
                synonyms: ["x", "features", "columns"]),
            .required(
                "targets", "what it is to tell", .columns,
                synonyms: ["y", "target", "labels", "label"]),
            .optional(
                "separator", "between two columns, else what the first lines show",
                .word(["comma", "semicolon", "tab"]), synonyms: ["delimiter", "sep"]),
            .optional(
                "header", "whether the first line names the columns, else what it looks like",
                .flag),
            .layout(["sequence"]),
        ],
        ownValidation: .path,
        source: {
            Source(
                path: $0.word("path"), inputs: $0.words("inputs"), targets: $0.words("targets"),
                own: ["separator", "header", "layout"])
        },
        files: { [$0.path] })
}

extension SettingKind {
    /// Column names, or numbers counted from 0.
    fileprivate static let columns = texts("a column or a list of columns") { field in
        if case .value(.integer(let number)) = field.node.content, number >= 0 {
            return "\(number)"
        }
        return field.text("a column's name, or its number from 0")
    }
}
