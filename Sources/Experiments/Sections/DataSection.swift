internal import Datasets
internal import Jobs
internal import Networks

/// Reads the section `data`.
enum DataSection {
    /// Returns what the section says; nil after a complaint.
    static func read(_ field: Field) -> DataSpecification? {
        guard let format = format(field), let component = format.component.read(field) else {
            return nil
        }
        let settings = Settings(component, kind: format.component)
        return checkShape(settings, field) ? specification(format, settings) : nil
    }

    private static func format(_ field: Field) -> FormatKind? {
        guard field.isMapping else {
            field.refuse(allowed: "a mapping with the key format and those of the format")
            return nil
        }
        let names = Catalogue.formats.names
        guard let member = field.member("format") else {
            field.failAtKey("\"format\" is missing: one of \(names.joined(separator: ", "))")
            return nil
        }
        return member.word(of: names).flatMap(Catalogue.formats.entry)
    }

    /// Complains where the shape is not that of a sequence, though the layout says so.
    private static func checkShape(_ settings: Settings, _ field: Field) -> Bool {
        guard settings["layout"] == .text("sequence"), let shape = settings.numbers("shape"),
            shape.count != 2
        else { return true }
        field.member("shape")?.refuse(
            allowed: "[length, features], as \"layout: sequence\" says")
        return false
    }

    private static func specification(
        _ kind: FormatKind, _ settings: Settings
    ) -> DataSpecification {
        let source = kind.format.source(settings)
        var own: [String: SettingValue] = [:]
        for name in kind.format.own + ["divide-targets"] { own[name] = settings[name] }
        return DataSpecification(
            format: kind.format.name, path: source.path, inputs: source.inputs,
            targets: source.targets, classes: settings.optionalInteger("classes"),
            shape: settings.numbers("shape")?.map { Int($0) }, validation: settings.validation,
            normalization: settings.normalization,
            augmentation: settings.layers("augment").components, settings: own)
    }
}
