internal import Datasets
internal import Jobs

/// `data.validation`: a fraction of the rows, files of their own, or a file of row numbers.
extension SettingKind {
    static func validation(_ own: DataFormat.OwnValidation) -> SettingKind {
        let files = ComponentKind(
            name: "validation", summary: "Rows that training is judged on.",
            settings: own.keys.map {
                .optional($0, "the file of those to hold out, as `data.\($0)`", .file)
            } + [.optional("rows", "a file of the row numbers to hold out", .file)],
            objection: { objection(to: $0, own.keys) })
        let mapping =
            own.keys.isEmpty
            ? "" : ", {\(own.keys.map { "\($0): FILE" }.joined(separator: ", "))}"
        let words = "\(NumberRange.insideUnit.words)\(mapping), or {rows: FILE}"
        return SettingKind(words: words, group: files) { field in
            if field.isMapping { return files.read(field).map { .component($0) } }
            guard case .value(let value) = field.node.content, value.number != nil else {
                field.refuse(allowed: words)
                return nil
            }
            return field.number(in: .insideUnit).map { .scalar(ParameterValue(number: $0)) }
        }
    }

    private static func objection(to settings: Settings, _ own: [String]) -> String? {
        if settings["rows"] != nil {
            return own.first { settings[$0] != nil }.map {
                "found both \"rows\" and \"\($0)\"; allowed: one of them"
            }
        }
        let missing = own.isEmpty ? "rows" : own.first { settings[$0] == nil }
        return missing.map { "\"\($0)\" is missing: a file" }
    }
}

extension Settings {
    var validation: DataSpecification.Validation {
        guard let component = component("validation") else {
            return .fraction(number("validation"))
        }
        func file(_ name: String) -> String? {
            if case .scalar(.text(let file))? = component.settings[name] { file } else { nil }
        }
        if let rows = file("rows") { return .rows(file: rows) }
        guard let path = file("path") ?? file("inputs") else {
            fatalError("a validation that was read names its files")
        }
        return .files(inputs: path, targets: file("targets"))
    }
}
