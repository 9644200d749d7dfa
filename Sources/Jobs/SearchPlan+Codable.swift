extension SearchPlan.Trials: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case random, list, blob
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("list of trials", from: decoder)
        self =
            switch choice.tag {
            case .random: .random(try choice.value())
            case .list: .list(try choice.value())
            case .blob: .blob(try choice.value())
            }
    }

    /// Writes `{"random": COUNT}`, `{"list": [{…}, …]}` or `{"blob": {"count": COUNT, "hash": …}}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .random(let count): try Tag.random.encode(count, to: encoder)
        case .list(let trials): try Tag.list.encode(trials, to: encoder)
        case .blob(let blob): try Tag.blob.encode(blob, to: encoder)
        }
    }
}
