internal import Jobs

/// Reads `data.normalize`: a word, or `{mean: …, std: …}` with a number or a list each.
enum NormalizationField {
    static func read(_ field: Field) -> DataSpecification.Normalization? {
        guard field.isMapping else {
            if case .value(.text) = field.node.content {
                return field.word(of: ["standard", "unit", "none"]).map { word in
                    word == "standard" ? .standard : word == "unit" ? .unit : .none
                }
            }
            field.refuse(allowed: "standard, unit, none, or {mean: …, std: …}")
            return nil
        }
        let keys = [
            Key(name: "mean"),
            Key(name: "std", synonyms: ["deviation", "sd", "sigma", "stddev", "variance"]),
        ]
        guard let members = Members(field, keys: keys) else { return nil }
        let mean = members.required("mean", "a number, or one for each feature or channel")
            .flatMap { numbers($0, in: .any) }
        let deviation = members.required("std", "a number, or one for each feature or channel")
            .flatMap { numbers($0, in: .positive) }
        guard let mean, let deviation else { return nil }
        return .given(mean: mean, deviation: deviation)
    }

    private static func numbers(_ field: Field, in range: NumberRange) -> [Double]? {
        let fields = field.oneOrMore
        let numbers = fields.compactMap { $0.number(in: range) }
        if fields.isEmpty { field.fail("found an empty list; allowed: a number or more") }
        return fields.isEmpty || numbers.count < fields.count ? nil : numbers
    }
}
