internal import Components
internal import ElementaryFunctions

/// A learning rate that is multiplied by `factor` at every step: factor^step.
public struct ExponentialDecay: Schedule {
    /// What each step multiplies the learning rate by.
    public let factor: Double

    /// Makes a decay by a factor above 0.
    public init(factor: Double) {
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * Double.pow(factor, Double(step))
    }
}

extension ScheduleKind {
    package static let exponential = ScheduleKind(
        "exponential",
        "Multiplies the learning rate by a factor after every epoch, or after every step.",
        synonyms: ["exponentiallr", "exponential-decay"],
        settings: [
            .factor,
            .optional("per", "how often", .word(["epoch", "step"]), standard: .text("epoch")),
        ],
        shorthand: "factor",
        make: { settings, _, stepsPerEpoch in
            let factor = settings.number("factor")
            return settings.word("per") == "step"
                ? ExponentialDecay(factor: factor) : StepDecay(size: stepsPerEpoch, factor: factor)
        },
        formula: { settings, moment in
            let times =
                settings.word("per") == "step"
                ? moment.step : (moment.step / moment.stepsPerEpoch).rounded(.down)
            return moment.initial * Double.pow(settings.number("factor"), times)
        })
}
