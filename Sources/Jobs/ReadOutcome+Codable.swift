extension ReadOutcome.Content: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case outcome, score
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("content of a read", from: decoder)
        self =
            switch choice.tag {
            case .outcome: .outcome(try choice.value())
            case .score: .score(try choice.value())
            }
    }

    /// Writes `{"outcome": {…}}` or `{"score": {…}}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .outcome(let outcome): try Tag.outcome.encode(outcome, to: encoder)
        case .score(let score): try Tag.score.encode(score, to: encoder)
        }
    }
}

extension ReadOutcomes: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case list, blob
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("list of outcomes", from: decoder)
        self =
            switch choice.tag {
            case .list: .list(try choice.value())
            case .blob: .blob(try choice.value())
            }
    }

    /// Writes `{"list": […]}` or `{"blob": HASH}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .list(let outcomes): try Tag.list.encode(outcomes, to: encoder)
        case .blob(let hash): try Tag.blob.encode(hash, to: encoder)
        }
    }
}
