extension Outcome: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case findings, trial, probe, plan, failure
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("outcome", from: decoder)
        self =
            switch choice.tag {
            case .findings: .findings(try choice.value())
            case .trial: .trial(try choice.value())
            case .probe: .probe(try choice.value())
            case .plan: .plan(try choice.value())
            case .failure: .failure(try choice.value())
            }
    }

    /// Writes an object of one key, such as `{"findings": […]}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .findings(let findings): try Tag.findings.encode(findings, to: encoder)
        case .trial(let trial): try Tag.trial.encode(trial, to: encoder)
        case .probe(let probe): try Tag.probe.encode(probe, to: encoder)
        case .plan(let jobs): try Tag.plan.encode(jobs, to: encoder)
        case .failure(let failure): try Tag.failure.encode(failure, to: encoder)
        }
    }
}
