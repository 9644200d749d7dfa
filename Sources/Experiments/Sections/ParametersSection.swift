internal import Jobs

/// Reads the section `parameters`.
struct ParametersSection {
    private(set) var parameters: [ExperimentFile.Parameter] = []
    /// Names whose declaration is wrong: uses of them are not complained about again.
    private(set) var broken: Set<String> = []
    private(set) var marks: [String: LineColumn] = [:]

    /// An empty section, for a file without parameters.
    init() {}

    init(_ field: Field) {
        guard case .mapping(let entries) = field.node.content else {
            field.refuse(allowed: "a mapping of names to {default: …, search: …}")
            return
        }
        for entry in entries {
            marks[entry.key] = entry.mark
            let member = Field(
                entry.value, path: "\(field.path).\(entry.key)", keyMark: entry.mark,
                diagnostics: field.diagnostics)
            if let parameter = Self.parameter(entry.key, member) {
                parameters.append(parameter)
            } else {
                broken.insert(entry.key)
            }
        }
    }

    private static func parameter(_ name: String, _ field: Field) -> ExperimentFile.Parameter? {
        guard Substitution.isName(name) else {
            field.failAtKey(
                "found the name \"\(name)\"; allowed: a letter, then letters, digits, - _ .")
            return nil
        }
        guard field.isMapping else {
            return standard(field).map { .init(name: name, defaultValue: $0, distribution: nil) }
        }
        let keys = [
            Key(name: "default", synonyms: ["value", "initial"]),
            Key(name: "search", synonyms: ["distribution", "range", "space", "values", "sample"]),
        ]
        guard let members = Members(field, keys: keys) else { return nil }
        let value = members.required("default", "the value outside of a search").flatMap(standard)
        let distribution = members["search"].map { DistributionField.read($0) }
        guard let value, distribution == nil || distribution! != nil else { return nil }
        return .init(name: name, defaultValue: value, distribution: distribution ?? nil)
    }

    private static func standard(_ field: Field) -> ParameterValue? {
        guard case .value(let value) = field.node.content else {
            field.refuse(allowed: "a number, a word, true or false")
            return nil
        }
        if case .text(let text) = value, Substitution.hasReference(text) {
            field.fail("found \"\(text)\"; a parameter cannot refer to a parameter")
            return nil
        }
        return value
    }
}
