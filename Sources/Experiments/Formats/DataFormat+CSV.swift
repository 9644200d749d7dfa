internal import Jobs

extension DataFormat {
    /// Columns of a table of separated text; inputs are by default all columns but the targets.
    static let csv = DataFormat(
        name: "csv",
        keys: [
            Key(name: "path", synonyms: ["file", "data"]),
            Key(name: "inputs", synonyms: ["x", "features", "columns"]),
            Key(name: "targets", synonyms: ["y", "target", "labels", "label"]),
            Key(name: "separator", synonyms: ["delimiter", "sep"]), Key(name: "header"),
            layout,
        ],
        ownValidation: .path,
        read: { members in
            let path = members.required("path", "the table's file")?.text("a file")
            let targets = members.required("targets", "the column of targets, or a list of columns")
                .flatMap(columns)
            let inputs = members["inputs"].map(columns) ?? []
            guard let path, let targets, let inputs else { return nil }
            var source = Source(path: path, inputs: inputs, targets: targets)
            source.settings = settings(members)
            readLayout(members, of: ["sequence"], into: &source)
            return source
        },
        files: { [$0.path] })

    /// Column names, or numbers counted from 0.
    @Sendable private static func columns(_ field: Field) -> [String]? {
        let fields = field.oneOrMore
        guard !fields.isEmpty else {
            field.fail("found an empty list; allowed: a column or a list of columns")
            return nil
        }
        let names = fields.compactMap { field -> String? in
            if case .value(.integer(let number)) = field.node.content, number >= 0 {
                return "\(number)"
            }
            return field.text("a column's name, or its number from 0")
        }
        return names.count == fields.count ? names : nil
    }

    private static func settings(_ members: Members) -> [String: SettingValue] {
        var settings: [String: SettingValue] = [:]
        if let header = members["header"]?.flag() { settings["header"] = .flag(header) }
        if let separator = members["separator"]?.word(of: ["comma", "semicolon", "tab"]) {
            settings["separator"] = .text(separator)
        }
        return settings
    }
}
