/// One named part of an experiment with its settings: a layer, a loss, an optimizer, a schedule, an
/// initializer. Which kinds and settings exist is known by the catalogues alone.
public struct ComponentSpecification: Hashable, Sendable, Codable {
    /// The kind's name in the experiment file, such as `conv2d` or `adamw`.
    public var kind: String
    public var settings: [String: SettingValue]

    public init(kind: String, settings: [String: SettingValue] = [:]) {
        self.kind = kind
        self.settings = settings
    }

    /// Calls `change` on this component and on all that its settings hold, the inner ones first.
    public mutating func visit(_ change: (inout ComponentSpecification) -> Void) {
        for name in settings.keys { settings[name]?.visit(change) }
        change(&self)
    }
}

extension SettingValue {
    fileprivate mutating func visit(_ change: (inout ComponentSpecification) -> Void) {
        switch self {
        case .scalar: break
        case .list(var values):
            for index in values.indices { values[index].visit(change) }
            self = .list(values)
        case .component(var component):
            component.visit(change)
            self = .component(component)
        }
    }
}
