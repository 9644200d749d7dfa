internal import Jobs
internal import Networks

/// The steps in which a file is read and validated; each adds to the same diagnostics.
struct FileReading {
    private let root: LocatedNode
    private let checks: [CheckDescription]
    private let diagnostics: Diagnostics
    private(set) var section = ParametersSection()
    private var reader: SpecificationReader?
    /// `accuracy` or `r2`, as the loss has it.
    private var score = "accuracy"

    init(root: LocatedNode, checks: [CheckDescription], diagnostics: Diagnostics) {
        self.root = root
        self.checks = checks
        self.diagnostics = diagnostics
    }

    private var defaults: [String: ParameterValue] {
        var values: [String: ParameterValue] = [:]
        for parameter in section.parameters { values[parameter.name] = parameter.defaultValue }
        return values
    }

    /// Reads the parameters, and the specification that their defaults give.
    mutating func readDefaults() -> ExperimentSpecification? {
        if case .mapping(let entries) = root.content,
            let entry = entries.first(where: { $0.key == "parameters" })
        {
            section = ParametersSection(
                Field(
                    entry.value, path: "parameters", keyMark: entry.mark,
                    diagnostics: diagnostics))
        }
        reader = SpecificationReader(
            root: root, values: defaults, checks: checks, broken: section.broken,
            diagnostics: diagnostics)
        let specification = reader?.specification()
        if let kind = specification.map(\.loss.kind) {
            score = Catalogue.losses.entry(named: kind)?.score ?? score
        }
        return specification
    }

    /// Reads which checks' findings are accepted, and why.
    func readAccepted() -> [String: String] {
        reader?["accept"].map { AcceptSection.read($0, checks) } ?? [:]
    }

    /// Reads what a search tries.
    func readSearch(companion: ExperimentFile.Companion?) -> SearchPlan? {
        let search = SearchSection(
            parameters: section.parameters, score: score, companion: companion)
        guard let field = reader?["search"] else { return search.standard }
        return search.read(field)
    }

    /// Complains where an end of a search range, or a choice, is not allowed.
    func checkRanges() {
        for parameter in section.parameters {
            for value in Self.ends(of: parameter.distribution) {
                check([parameter.name: value], "the search may try \(parameter.name) = \(value)")
            }
        }
    }

    /// Complains where a listed trial is not allowed.
    func check(_ trials: [[String: ParameterValue]]) {
        for (index, trial) in trials.enumerated() where diagnostics.errors.count < 20 {
            let values = trial.keys.sorted().map { "\($0) = \(trial[$0]!)" }
            check(trial, "trial \(index) has \(values.joined(separator: ", "))")
        }
    }

    private func check(_ values: [String: ParameterValue], _ circumstance: String) {
        let found = Diagnostics(file: diagnostics.file)
        let all = defaults.merging(values) { $1 }
        _ = SpecificationReader(root: root, values: all, checks: checks, diagnostics: found)?
            .specification()
        for error in found.errors {
            diagnostics.fail(
                "\(error.message); \(circumstance)",
                at: LineColumn(line: error.line, column: error.column), path: error.keyPath)
        }
    }

    private static func ends(of distribution: Distribution?) -> [ParameterValue] {
        switch distribution {
        case nil: []
        case .uniform(let low, let high), .logUniform(let low, let high):
            [low, high].map { ParameterValue(number: $0) }
        case .integer(let low, let high), .logInteger(let low, let high):
            [.integer(low), .integer(high)]
        case .choice(let values): values
        }
    }

    /// Warns of what is allowed but doubtful.
    func warn(plan: SearchPlan?) {
        for parameter in section.parameters {
            let (name, mark) = (parameter.name, section.marks[parameter.name] ?? .none)
            func warn(_ message: String) {
                diagnostics.warn(message, at: mark, path: "parameters.\(name)")
            }
            if let reader, !reader.used.contains(name) { warn("the parameter is never used") }
            guard let distribution = parameter.distribution else { continue }
            if let (low, high, other) = Self.wideRange(distribution) {
                warn(
                    "the range from \(low) to \(high) spans more than a factor of 100, and nearly "
                        + "all draws lie near its upper end; \(other) is usual")
            }
            if !Self.contains(distribution, parameter.defaultValue) {
                warn("the default \(parameter.defaultValue) lies outside of the search range")
            }
        }
    }

    private static func wideRange(
        _ distribution: Distribution
    ) -> (ParameterValue, ParameterValue, String)? {
        switch distribution {
        case .uniform(let low, let high) where low > 0 && high / low > 100:
            (ParameterValue(number: low), ParameterValue(number: high), "log-uniform")
        case .integer(let low, let high) where low > 0 && high / low > 100:
            (.integer(low), .integer(high), "log-integer")
        default: nil
        }
    }

    private static func contains(_ distribution: Distribution, _ value: ParameterValue) -> Bool {
        if case .choice(let values) = distribution { return values.contains(value) }
        guard let number = value.number else { return false }
        return switch distribution {
        case .uniform(let low, let high), .logUniform(let low, let high):
            low <= number && number <= high
        case .integer(let low, let high), .logInteger(let low, let high):
            Double(low) <= number && number <= Double(high)
        case .choice: true
        }
    }
}
