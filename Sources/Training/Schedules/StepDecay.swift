internal import Components
internal import ElementaryFunctions

/// A learning rate that is multiplied by `factor` after every `size` steps: factor^⌊step / size⌋.
public struct StepDecay: Schedule {
    /// In optimizer steps.
    public let size: Int
    /// What every `size` steps multiply the learning rate by.
    public let factor: Double

    /// Makes a decay; traps where `size` is below 1 step.
    public init(size: Int, factor: Double) {
        if size < 1 { fatalError("a step decay needs a size of 1 or more, not \(size)") }
        self.size = size
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * Double.pow(factor, Double(step / size))
    }
}

extension ScheduleKind {
    package static let step = ScheduleKind(
        "step", "Multiplies the learning rate by a factor after every so many epochs or steps.",
        synonyms: ["step-decay", "steplr"],
        settings: [
            .optional(
                "every-epochs", "epochs between two changes; either this or every-steps",
                .integer(1...1_000_000),
                synonyms: ["every", "step-size", "epochs", "period"]),
            .optional(
                "every-steps", "steps between two changes", .integer(1...1_000_000_000),
                synonyms: ["steps"]),
            .factor,
        ],
        objection: { oneOf("every-epochs", "every-steps", $0) },
        make: { settings, _, stepsPerEpoch in
            let size =
                settings.optionalInteger("every-steps")
                ?? settings.integer("every-epochs") * stepsPerEpoch
            return StepDecay(size: size, factor: settings.number("factor"))
        },
        formula: { settings, moment in
            let every =
                settings.optionalNumber("every-steps")
                ?? settings.number("every-epochs") * moment.stepsPerEpoch
            return moment.initial
                * Double.pow(settings.number("factor"), (moment.step / every).rounded(.down))
        })
}
