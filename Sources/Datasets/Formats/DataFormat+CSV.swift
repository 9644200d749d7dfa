internal import Components

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
        own: ["separator", "header", "layout"], ownValidation: .path,
        source: {
            Source(
                path: $0.word("path"), inputs: $0.words("inputs"), targets: $0.words("targets"))
        },
        read: { request in
            let separators: [String: Character] = ["comma": ",", "semicolon": ";", "tab": "\t"]
            let settings = request.settings
            return try .csv(
                request.contents(request.source.path).decompressed().lines(for: request.reading),
                inputs: request.source.inputs,
                targets: request.source.targets,
                options: CSVTable.Options(
                    separator: settings["separator"].flatMap { _ in
                        separators[settings.word("separator")]
                    },
                    hasHeader: settings["header"].map { _ in settings.flag("header") }),
                reading: request.reading)
        })
}

extension SettingKind {
    /// Column names, or numbers counted from 0.
    static let columns = texts("a column or a list of columns") { field in
        if case .value(.integer(let number)) = field.node.content, number >= 0 {
            return "\(number)"
        }
        return field.text("a column's name, or its number from 0")
    }
}
