internal import Jobs

/// Reads the section `checks`: which are off, and the thresholds of the others.
enum ChecksSection {
    /// Returns what the section says by the checks' names; nil after a complaint.
    static func read(
        _ field: Field, _ descriptions: [CheckDescription]
    ) -> [String: CheckSpecification]? {
        guard field.isMapping else {
            field.refuse(allowed: "a mapping of checks, such as {label-permutation: off}")
            return nil
        }
        let keys = descriptions.map { Key(name: $0.name) }
        guard let members = Members(field, keys: keys, noun: "check") else { return nil }
        var found: [String: CheckSpecification] = [:]
        for description in descriptions {
            guard let member = members[description.name] else { continue }
            guard let specification = read(member, description) else { continue }
            found[description.name] = specification
        }
        return found
    }

    private static func read(
        _ field: Field, _ description: CheckDescription
    ) -> CheckSpecification? {
        if case .value(.text("off")) = field.node.content {
            return CheckSpecification(isOff: true)
        }
        let kind = ComponentKind(description)
        guard field.isMapping else {
            let names = kind.settings.map(\.name).joined(separator: ", ")
            field.refuse(
                allowed: names.isEmpty ? "off" : "off, or a mapping with the keys \(names)")
            return nil
        }
        guard let component = kind.read(field) else { return nil }
        let scalars = component.settings.compactMapValues { value in
            if case .scalar(let scalar) = value { scalar } else { nil }
        }
        return CheckSpecification(thresholds: scalars)
    }
}

extension ComponentKind {
    /// A check as the catalogue lists it.
    init(_ check: CheckDescription) {
        let summary = check.summary.prefix(1).uppercased() + check.summary.dropFirst() + "."
        self.init(
            name: check.name, summary: summary,
            settings: check.thresholds.map { threshold in
                let kind: SettingKind =
                    switch threshold.allowed {
                    case .number(let range): .number(range)
                    case .integer(let range): .integer(range)
                    }
                return .optional(
                    threshold.name, threshold.meaning, kind, standard: threshold.standard)
            })
    }
}
