extension SearchPlan.Trials: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case random, list
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("list of trials", from: decoder)
        self =
            switch choice.tag {
            case .random: .random(try choice.value())
            case .list: .list(try choice.value())
            }
    }

    /// Writes `{"random": COUNT}` or `{"list": [{…}, …]}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .random(let count): try Tag.random.encode(count, to: encoder)
        case .list(let trials): try Tag.list.encode(trials, to: encoder)
        }
    }
}
