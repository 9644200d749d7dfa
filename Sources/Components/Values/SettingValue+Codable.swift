extension SettingValue: Codable {
    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        if let component = try? decoder.container(keyedBy: Key.self), !component.allKeys.isEmpty {
            self = .component(try ComponentSpecification(from: decoder))
        } else if var list = try? decoder.unkeyedContainer() {
            var values: [SettingValue] = []
            while !list.isAtEnd { values.append(try list.decode(SettingValue.self)) }
            self = .list(values)
        } else {
            self = .scalar(try ParameterValue(from: decoder))
        }
    }

    private enum Key: String, CodingKey {
        case kind, settings
    }

    /// Writes a scalar as itself, a list as an array and a component as the object that it is.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .scalar(let value): try value.encode(to: encoder)
        case .list(let values): try values.encode(to: encoder)
        case .component(let component): try component.encode(to: encoder)
        }
    }
}
