internal import Jobs

/// `data.normalize`: a word, or `{mean: …, std: …}` with a number or a list each.
extension SettingKind {
    static let normalization = SettingKind(
        words: "standard, unit, none, or {mean: …, std: …}", group: figures
    ) { field in
        if field.isMapping { return figures.read(field).map { .component($0) } }
        guard case .value(.text) = field.node.content else {
            field.refuse(allowed: "standard, unit, none, or {mean: …, std: …}")
            return nil
        }
        return field.word(of: ["standard", "unit", "none"]).map { .text($0) }
    }

    fileprivate static let figures = ComponentKind(
        name: "figures", summary: "Inputs scaled by figures that the file gives.",
        settings: [
            .required("mean", "what is taken off", .figures(.any)),
            .required(
                "std", "what is divided by", .figures(.positive),
                synonyms: ["deviation", "sd", "sigma", "stddev", "variance"]),
        ])

    /// A number, or one for each feature or channel.
    private static func figures(_ range: NumberRange) -> SettingKind {
        SettingKind(words: "\(range.words), or a list of one for each feature or channel") {
            field in
            let fields = field.oneOrMore
            let numbers = fields.compactMap { $0.number(in: range) }
            if fields.isEmpty { field.fail("found an empty list; allowed: a number or more") }
            if fields.isEmpty || numbers.count < fields.count { return nil }
            return .list(numbers.map { .scalar(ParameterValue(number: $0)) })
        }
    }
}

extension Settings {
    var normalization: DataSpecification.Normalization {
        if let component = component("normalize") {
            let given = Settings(component, kind: SettingKind.figures)
            return .given(
                mean: given.numbers("mean") ?? [], deviation: given.numbers("std") ?? [])
        }
        switch word("normalize") {
        case "standard": return .standard
        case "unit": return .unit
        default: return .none
        }
    }
}
