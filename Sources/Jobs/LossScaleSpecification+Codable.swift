extension LossScaleSpecification: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case dynamic, constant
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("loss scale", from: decoder)
        self =
            switch choice.tag {
            case .dynamic: try choice.bare(.dynamic)
            case .constant: .constant(try choice.value())
            }
    }

    /// Writes `"dynamic"` or `{"constant": FACTOR}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .dynamic: try Tag.dynamic.encode(to: encoder)
        case .constant(let factor): try Tag.constant.encode(factor, to: encoder)
        }
    }
}
