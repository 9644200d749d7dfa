extension JobRead.Source: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case job, range
    }

    private struct Range: Codable {
        var prefix: String
        var first: Int
        var end: Int
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("source of a read", from: decoder)
        switch choice.tag {
        case .job: self = .job(try choice.value())
        case .range:
            let range = try choice.value(Range.self)
            self = .range(prefix: range.prefix, first: range.first, end: range.end)
        }
    }

    /// Writes `{"job": NAME}` or `{"range": {"prefix": …, "first": …, "end": …}}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .job(let name): try Tag.job.encode(name, to: encoder)
        case .range(let prefix, let first, let end):
            try Tag.range.encode(Range(prefix: prefix, first: first, end: end), to: encoder)
        }
    }
}

extension JobRead.Part: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case outcome, metric
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("part of a read", from: decoder)
        self =
            switch choice.tag {
            case .outcome: try choice.bare(.outcome)
            case .metric: .metric(try choice.value())
            }
    }

    /// Writes `"outcome"` or `{"metric": NAME}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .outcome: try Tag.outcome.encode(to: encoder)
        case .metric(let name): try Tag.metric.encode(name, to: encoder)
        }
    }
}
