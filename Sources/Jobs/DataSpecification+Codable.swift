extension DataSpecification.Validation: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case fraction, files, rows
    }

    private struct Files: Codable {
        var inputs: String
        var targets: String?
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("validation", from: decoder)
        switch choice.tag {
        case .fraction: self = .fraction(try choice.value())
        case .files:
            let files = try choice.value(Files.self)
            self = .files(inputs: files.inputs, targets: files.targets)
        case .rows: self = .rows(file: try choice.value())
        }
    }

    /// Writes `{"fraction": SHARE}`, `{"files": {"inputs": …, "targets": …}}` or `{"rows": FILE}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .fraction(let share): try Tag.fraction.encode(share, to: encoder)
        case .files(let inputs, let targets):
            try Tag.files.encode(Files(inputs: inputs, targets: targets), to: encoder)
        case .rows(let file): try Tag.rows.encode(file, to: encoder)
        }
    }
}

extension DataSpecification.Normalization: Codable {
    private enum Tag: String, CodingKey, CaseIterable {
        case none, unit, standard, given
    }

    private struct Figures: Codable {
        var mean: [Double]
        var deviation: [Double]
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let choice = try Choice<Tag>("normalization", from: decoder)
        switch choice.tag {
        case .none: self = try choice.bare(Self.none)
        case .unit: self = try choice.bare(.unit)
        case .standard: self = try choice.bare(.standard)
        case .given:
            let figures = try choice.value(Figures.self)
            self = .given(mean: figures.mean, deviation: figures.deviation)
        }
    }

    /// Writes `"none"`, `"unit"`, `"standard"` or `{"given": {"mean": […], "deviation": […]}}`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .none: try Tag.none.encode(to: encoder)
        case .unit: try Tag.unit.encode(to: encoder)
        case .standard: try Tag.standard.encode(to: encoder)
        case .given(let mean, let deviation):
            try Tag.given.encode(Figures(mean: mean, deviation: deviation), to: encoder)
        }
    }
}
