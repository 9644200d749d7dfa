extension ComponentKind {
    /// Reads the settings: a mapping of keys, or the value that the shorthand stands for.
    /// - Returns: The component with every default filled in; nil after a complaint.
    package func read(_ field: Field) -> ComponentSpecification? {
        if case .mapping = field.node.content { return members(field) }
        var values: [String: SettingValue] = [:]
        if !field.isEmpty {
            guard let setting = shorthand.flatMap(setting) else {
                let keys = settings.map(\.name).joined(separator: ", ")
                field.refuse(
                    allowed: keys.isEmpty ? "no settings" : "a mapping with the keys \(keys)")
                return nil
            }
            guard let value = setting.kind.read(field) else { return nil }
            values[setting.name] = value
        }
        return finished(values, field)
    }

    private func members(_ field: Field) -> ComponentSpecification? {
        let keys = settings.map { Key(name: $0.name, synonyms: $0.synonyms) }
        guard let members = Members(field, keys: keys) else { return nil }
        var values: [String: SettingValue] = [:]
        var wrong: Set<String> = []
        for setting in settings {
            guard let member = members[setting.name] else { continue }
            values[setting.name] = setting.kind.read(member)
            if values[setting.name] == nil { wrong.insert(setting.name) }
        }
        return finished(values, field, wrong: wrong)
    }

    /// Fills in the defaults and complains about what is missing or does not go together.
    private func finished(
        _ given: [String: SettingValue], _ field: Field, wrong: Set<String> = []
    ) -> ComponentSpecification? {
        var values = given
        var isComplete = wrong.isEmpty
        for setting in settings where values[setting.name] == nil {
            if setting.isRequired, !wrong.contains(setting.name) {
                field.failAtKey(
                    "\"\(setting.name)\" is missing: \(setting.meaning), \(setting.kind.words)")
                isComplete = false
            } else if let standard = setting.standard {
                values[setting.name] = standard
            }
        }
        guard isComplete else { return nil }
        let component = ComponentSpecification(kind: name, settings: values)
        guard let objection = objection(Settings(component, kind: self)) else {
            return component
        }
        field.failAtKey(objection)
        return nil
    }
}
