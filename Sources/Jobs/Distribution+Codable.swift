extension Distribution: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case uniform, logUniform, integer, logInteger, choice
    }

    private struct Bounds<Number: Codable>: Codable {
        var low: Number
        var high: Number
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("distribution", from: decoder)
        switch choice.tag {
        case .uniform, .logUniform:
            let bounds = try choice.value(Bounds<Double>.self)
            self =
                choice.tag == .uniform
                ? .uniform(low: bounds.low, high: bounds.high)
                : .logUniform(low: bounds.low, high: bounds.high)
        case .integer, .logInteger:
            let bounds = try choice.value(Bounds<Int>.self)
            self =
                choice.tag == .integer
                ? .integer(low: bounds.low, high: bounds.high)
                : .logInteger(low: bounds.low, high: bounds.high)
        case .choice: self = .choice(try choice.value())
        }
    }

    /// Writes an object of one key, such as `{"uniform": {"low": 0, "high": 1}}` or
    /// `{"choice": [16, 32]}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .uniform(let low, let high):
            try Tag.uniform.encode(Bounds(low: low, high: high), to: encoder)
        case .logUniform(let low, let high):
            try Tag.logUniform.encode(Bounds(low: low, high: high), to: encoder)
        case .integer(let low, let high):
            try Tag.integer.encode(Bounds(low: low, high: high), to: encoder)
        case .logInteger(let low, let high):
            try Tag.logInteger.encode(Bounds(low: low, high: high), to: encoder)
        case .choice(let values): try Tag.choice.encode(values, to: encoder)
        }
    }
}
