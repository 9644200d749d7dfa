/// What a key of the experiment file may hold: a scalar, a list, or a nested component such as an
/// initializer.
public indirect enum SettingValue: Hashable, Sendable {
    case scalar(ParameterValue)
    case list([SettingValue])
    case component(ComponentSpecification)
}

extension SettingValue {
    package static func text(_ value: String) -> SettingValue { .scalar(.text(value)) }
}
