/// One named part of an experiment with its settings: a layer, a loss, an optimizer, a schedule, an
/// initializer. Which kinds and settings exist is known by the catalogues in `Experiments` alone.
public struct ComponentSpecification: Hashable, Sendable, Codable {
    /// The kind's name in the experiment file, such as `conv2d` or `adamw`.
    public var kind: String
    public var settings: [String: SettingValue]

    public init(kind: String, settings: [String: SettingValue] = [:]) {
        self.kind = kind
        self.settings = settings
    }
}
