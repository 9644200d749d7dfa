public import Jobs

/// One named value of a program's experiment: checks use its default, searches draw it.
public struct ExperimentParameter: Sendable {
    /// What the command line, reports and ``ExperimentValues`` call it.
    public let name: String
    /// What checks use.
    public let defaultValue: ParameterValue
    /// What a search draws it from; nil: it stays at its default.
    public let distribution: Distribution?
    /// The values that the command line may give it; empty for all of the default's kind.
    public let allowed: [ParameterValue]

    /// - Parameters:
    ///   - standard: its default, such as `0.1`, `32`, `"relu"` or `true`.
    ///   - allowed: the values that the command line may give it; empty for all of the default's
    ///     kind.
    ///   - distribution: such as `.logUniform(low: 1e-4, high: 1)`.
    public init(
        _ name: String, default standard: ParameterValue, among allowed: [ParameterValue] = [],
        search distribution: Distribution? = nil
    ) {
        self.name = name
        self.allowed = allowed
        defaultValue = standard
        self.distribution = distribution
    }
}

/// The values that an experiment's parameters have in one training.
public struct ExperimentValues: Sendable {
    private let values: [String: ParameterValue]

    init(_ values: [String: ParameterValue]) {
        self.values = values
    }

    /// The value of a number; traps where the experiment has no such parameter, or no number there.
    public func number(_ name: String) -> Double {
        guard let number = value(name).number else {
            fatalError("the parameter \"\(name)\" is \(value(name)), no number")
        }
        return number
    }

    /// The value of a whole number; traps where the experiment has no such parameter, or another
    /// value there.
    public func integer(_ name: String) -> Int {
        guard case .integer(let number) = value(name) else {
            fatalError("the parameter \"\(name)\" is \(value(name)), no whole number")
        }
        return number
    }

    /// The value as text, whatever it is; traps where the experiment has no such parameter.
    public func text(_ name: String) -> String { "\(value(name))" }

    /// The value of a flag; traps where the experiment has no such parameter, or no flag there.
    public func flag(_ name: String) -> Bool {
        guard case .flag(let flag) = value(name) else {
            fatalError("the parameter \"\(name)\" is \(value(name)), neither true nor false")
        }
        return flag
    }

    private func value(_ name: String) -> ParameterValue {
        guard let value = values[name] else {
            fatalError(
                "the experiment has no parameter \"\(name)\", but \(values.keys.sorted())")
        }
        return value
    }
}
