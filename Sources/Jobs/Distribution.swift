/// The distribution that a search draws one parameter from. All bounds are inclusive values (never
/// exponents).
public enum Distribution: Hashable, Sendable {
    case uniform(low: Double, high: Double)
    /// Uniform in the logarithm; `low` is above 0.
    case logUniform(low: Double, high: Double)
    case integer(low: Int, high: Int)
    /// Uniform in the logarithm and rounded down to an integer; `low` is at least 1.
    case logInteger(low: Int, high: Int)
    case choice([ParameterValue])
}
