internal import Jobs

/// Reads a parameter's `search`: one distribution with its inclusive bounds, or a choice.
///
/// Other tools' names are understood where they mean the same. Bounds are values, never exponents
/// (W&B's `log_uniform`, Hyperopt's `loguniform`), and upper bounds belong to the range (unlike
/// Ray's and Hyperopt's `randint`).
enum DistributionField {
    private enum Kind: CaseIterable {
        case uniform, logUniform, integer, logInteger, choice, constant

        /// The name that is printed, then the others that are understood.
        var names: [String] {
            switch self {
            case .uniform: ["uniform", "float"]
            case .logUniform: ["log-uniform", "loguniform", "log-uniform-values", "reciprocal"]
            case .integer: ["integer", "int", "randint", "int-uniform"]
            case .logInteger: ["log-integer", "log-int", "lograndint", "log-randint"]
            case .choice: ["choice", "categorical", "values", "options"]
            case .constant: ["constant", "const"]
            }
        }
    }

    private static let advice: [String: String] = [
        "quniform": "rounding is not supported; use integer, or choice with the values",
        "qloguniform": "rounding is not supported; use log-integer, or choice with the values",
        "normal": "normal distributions are not supported; use uniform",
        "lognormal": "normal distributions are not supported; use log-uniform",
        "distribution": "write the distribution as the key, such as {log-uniform: [1e-5, 1e-1]}",
        "min": "write {uniform: [min, max]} or {log-uniform: [min, max]}",
        "max": "write {uniform: [min, max]} or {log-uniform: [min, max]}",
    ]

    static func read(_ field: Field) -> Distribution? {
        let allowed = "one of \(Kind.allCases.map { $0.names[0] }.joined(separator: ", "))"
        guard case .mapping(let entries) = field.node.content, let entry = entries.first else {
            if case .list = field.node.content {
                field.fail("found a list; allowed: \(allowed); write {choice: […]}")
            } else {
                field.refuse(allowed: "\(allowed) with its bounds, such as {uniform: [0, 0.5]}")
            }
            return nil
        }
        let name = entry.key.lowercased().replacing("_", with: "-")
        if let advice = advice[name.replacing("-", with: "")] {
            field.fail("found \"\(entry.key)\"; \(advice)")
            return nil
        }
        guard entries.count == 1 else {
            field.fail("found \(entries.count) keys; allowed: one distribution")
            return nil
        }
        guard let kind = Kind.allCases.first(where: { $0.names.contains(name) }) else {
            let question = Spelling.question(entry.key, among: Kind.allCases.map { $0.names[0] })
            field.diagnostics.fail(
                "unknown distribution \"\(entry.key)\"\(question) "
                    + "(allowed: \(allowed.dropFirst(7)))",
                at: entry.place, path: field.path)
            return nil
        }
        let inner = Field(
            entry.value, path: "\(field.path).\(entry.key)", keyPlace: entry.place,
            diagnostics: field.diagnostics)
        return distribution(kind, inner)
    }

    private static func distribution(_ kind: Kind, _ field: Field) -> Distribution? {
        switch kind {
        case .uniform:
            return numbers(field).map { .uniform(low: $0, high: $1) }
        case .logUniform:
            guard let (low, high) = numbers(field), isPositive(low, high, field) else { return nil }
            return .logUniform(low: low, high: high)
        case .integer:
            return integers(field, from: -Self.widest).map { .integer(low: $0, high: $1) }
        case .logInteger:
            return integers(field, from: 1).map { .logInteger(low: $0, high: $1) }
        case .choice:
            return choice(field, field.elements)
        case .constant:
            return choice(field, [field])
        }
    }

    /// Integer bounds are exact as doubles, so that all draws agree.
    private static let widest = 1 << 53

    private static func isPositive(_ low: Double, _ high: Double, _ field: Field) -> Bool {
        if low > 0 { return true }
        let areExponents =
            low >= -30 && high <= 30 && low == low.rounded()
            && high == high.rounded()
        let hint =
            areExponents && low < 0
            ? "; bounds are values, not exponents: write [1e\(Int(low)), 1e\(Int(high))]" : ""
        field.fail("found the lower bound \(ParameterValue(number: low)); allowed: above 0\(hint)")
        return false
    }

    private static func bounds(_ field: Field) -> (Field, Field)? {
        let allowed = "[low, high], both inclusive"
        if let elements = field.elements, elements.count == 2 { return (elements[0], elements[1]) }
        guard field.isMapping, case .mapping(let entries) = field.node.content else {
            field.refuse(allowed: allowed)
            return nil
        }
        let names = entries.contains { $0.key == "min" } ? ["min", "max"] : ["low", "high"]
        guard let members = Members(field, keys: names.map { Key(name: $0) }),
            let low = members.required(names[0], "the lower bound"),
            let high = members.required(names[1], "the upper bound")
        else { return nil }
        return (low, high)
    }

    private static func numbers(_ field: Field) -> (Double, Double)? {
        guard let (low, high) = bounds(field) else { return nil }
        guard let first = low.number(in: .any), let second = high.number(in: .any) else {
            return nil
        }
        return isOrdered(first, second, field) ? (first, second) : nil
    }

    private static func integers(_ field: Field, from lowest: Int) -> (Int, Int)? {
        guard let (low, high) = bounds(field) else { return nil }
        guard let first = low.integer(in: lowest...widest),
            let second = high.integer(in: lowest...widest)
        else { return nil }
        return isOrdered(Double(first), Double(second), field) ? (first, second) : nil
    }

    private static func isOrdered(_ low: Double, _ high: Double, _ field: Field) -> Bool {
        if low < high { return true }
        let (low, high) = (ParameterValue(number: low), ParameterValue(number: high))
        field.fail("found the bounds [\(low), \(high)]; allowed: the lower one first")
        return false
    }

    private static func choice(_ field: Field, _ elements: [Field]?) -> Distribution? {
        guard let elements, !elements.isEmpty, elements.count <= 10_000 else {
            field.refuse(allowed: "a list of 1 to 10000 values")
            return nil
        }
        var values: [ParameterValue] = []
        for element in elements {
            guard case .value(let value) = element.node.content else {
                element.refuse(allowed: "a number, a word, true or false")
                return nil
            }
            if values.contains(value) {
                element.fail("found \(element.node.found) a second time; list each value once")
                return nil
            }
            values.append(value)
        }
        return .choice(values)
    }
}
