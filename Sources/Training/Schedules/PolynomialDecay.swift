internal import Components
internal import ElementaryFunctions

/// A learning rate that falls to 0 at step `total` along a power: initial (1 − step / total)^power,
/// as PyTorch's `PolynomialLR`.
public struct PolynomialDecay: Schedule {
    /// In optimizer steps.
    public let total: Int
    /// The power of what is left of the steps; 1 is a straight line.
    public let power: Double

    /// Makes a decay; traps where `total` is below 1 step.
    public init(total: Int, power: Double = 1) {
        if total < 1 { fatalError("a polynomial decay needs 1 step or more, not \(total)") }
        self.total = total
        self.power = power
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * Double.pow(1 - Double(min(step, total)) / Double(total), power)
    }
}

extension ScheduleKind {
    package static let polynomial = ScheduleKind(
        "polynomial", "Falls to 0 along a power of the share of steps that are left.",
        synonyms: ["polynomiallr", "poly", "polynomial-decay"],
        settings: [
            .optional(
                "power", "1 falls evenly, more falls faster at first", .number(.positive),
                standard: .integer(1), synonyms: ["exponent", "degree"])
        ],
        shorthand: "power",
        make: { settings, steps, _ in
            PolynomialDecay(total: steps, power: settings.number("power"))
        },
        formula: { settings, moment in
            let left = max(0, moment.total - moment.step) / moment.total
            return left > 0
                ? moment.initial * Double.exp(settings.number("power") * Double.log(left)) : 0
        })
}
