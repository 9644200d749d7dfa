internal import Jobs
internal import Networks
internal import Training

/// All that one part of an experiment file may say: the layers, the losses, …, with their keys, as
/// the parser itself knows them.
public struct CatalogueSection: Hashable, Sendable, Encodable {
    public struct Component: Hashable, Sendable, Encodable {
        public let name: String
        /// Other names that are read as this one.
        public let aliases: [String]
        /// Other tools' names for it, which are not read.
        public let synonyms: [String]
        public let summary: String
        /// The key that a bare value stands for, as in `dropout: 0.1`.
        public let shorthand: String?
        public let keys: [Key]
    }

    public struct Key: Hashable, Sendable, Encodable {
        public let name: String
        public let meaning: String
        /// What it may hold, such as `an integer from 1 to 1024`.
        public let values: String
        public let isRequired: Bool
        /// What holds where the file says nothing, as a file would write it.
        public let standard: String?
        /// The keys of the mapping that it holds.
        public let keys: [Key]
    }

    /// `Layers`, `Losses`, ….
    public let title: String
    /// Where in the file they stand, such as `model`.
    public let path: String
    public let components: [Component]

    /// Every section of the catalogue, with that of a program's checks.
    public static func all(checks: [CheckDescription]) -> [CatalogueSection] {
        components + [
            CatalogueSection(
                title: "Checks", path: "checks",
                components: checks.map { Component(ComponentKind($0)) })
        ]
    }

    private static let components: [CatalogueSection] = [
        CatalogueSection("Data formats", at: "data", .formats),
        CatalogueSection("Layers", at: "model", .layers),
        CatalogueSection("Initializers", at: "initializer, bias-initializer", .initializers),
        CatalogueSection("Losses", at: "loss", .losses),
        CatalogueSection(
            title: "Distillation", path: "distillation",
            components: [Component(DistillationSection.kind)]),
        CatalogueSection("Optimizers", at: "optimizer", .optimizers),
        CatalogueSection("Schedules", at: "schedule", .schedules),
        CatalogueSection("Augmentations", at: "data.augment", .augmentations),
        CatalogueSection(
            title: "Training", path: "training", components: [Component(TrainingSection.kind)]),
    ]

    /// Every component of a name or alias; `constant` is both a schedule and an initializer.
    public static func components(
        named name: String, in sections: [CatalogueSection]
    ) -> [Component] {
        sections.flatMap(\.components).filter { $0.name == name || $0.aliases.contains(name) }
    }

    /// The component that a wrong name probably means, by other tools' names and by spelling.
    public static func nearest(
        to name: String, in sections: [CatalogueSection]
    ) -> String? {
        let components = sections.flatMap(\.components)
        let synonym = components.first { $0.synonyms.contains(name.lowercased()) }
        return synonym?.name ?? Spelling.nearest(name, among: components.map(\.name))
    }

    private init(title: String, path: String, components: [Component]) {
        self.title = title
        self.path = path
        self.components = components
    }

    private init<Entry>(_ title: String, at path: String, _ catalogue: Catalogue<Entry>) {
        self.init(
            title: title, path: path,
            components: catalogue.entries.map { Component($0.component) })
    }
}

extension CatalogueSection.Component {
    fileprivate init(_ kind: ComponentKind) {
        self.init(
            name: kind.name, aliases: kind.aliases, synonyms: kind.synonyms,
            summary: kind.summary, shorthand: kind.shorthand,
            keys: kind.settings.map { CatalogueSection.Key($0) })
    }
}

extension CatalogueSection.Key {
    fileprivate init(_ setting: Setting) {
        self.init(
            name: setting.name, meaning: setting.meaning, values: setting.kind.words,
            isRequired: setting.isRequired, standard: setting.standard.map(Self.text),
            keys: setting.kind.group?.settings.map { CatalogueSection.Key($0) } ?? [])
    }

    private static func settings(_ values: [String: SettingValue]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key): \(text($0.value))" }
            .joined(separator: ", ")
    }

    private static func text(_ value: SettingValue) -> String {
        switch value {
        case .scalar(let value): "\(value)"
        case .list(let values): "[\(values.map(text).joined(separator: ", "))]"
        case .component(let component) where component.settings.isEmpty: component.kind
        case .component(let component):
            "{\(component.kind): {\(settings(component.settings))}}"
        }
    }
}
