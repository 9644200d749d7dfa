internal import Components
internal import ElementaryFunctions

/// A learning rate that is multiplied by `factor` at each milestone: factor^(milestones ≤ step).
public struct MultiStepDecay: Schedule {
    /// In optimizer steps; one that is named twice counts twice.
    public let milestones: [Int]
    /// What each milestone multiplies the learning rate by.
    public let factor: Double

    /// Makes a decay at milestones, in any order.
    public init(milestones: [Int], factor: Double) {
        self.milestones = milestones
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let passed = milestones.reduce(0) { $1 <= step ? $0 + 1 : $0 }
        return initial * Double.pow(factor, Double(passed))
    }
}

extension ScheduleKind {
    package static let multiStep = ScheduleKind(
        "multi-step",
        "Multiplies the learning rate by a factor at each of a list of epochs or steps.",
        synonyms: ["multisteplr", "milestones", "piecewise"],
        settings: [
            .optional(
                "epochs", "when it changes; either this or steps", .integers(1...1_000_000),
                synonyms: ["milestones", "at", "at-epochs"]),
            .optional(
                "steps", "when it changes, in steps", .integers(1...1_000_000_000),
                synonyms: ["at-steps"]),
            .factor,
        ],
        objection: { oneOf("epochs", "steps", $0) },
        make: { settings, _, stepsPerEpoch in
            let milestones =
                settings.numbers("steps")?.map { Int($0) }
                ?? (settings.numbers("epochs") ?? []).map { Int($0) * stepsPerEpoch }
            return MultiStepDecay(milestones: milestones, factor: settings.number("factor"))
        },
        formula: { settings, moment in
            let milestones =
                settings.numbers("steps")
                ?? (settings.numbers("epochs") ?? []).map { $0 * moment.stepsPerEpoch }
            let passed = milestones.filter { $0 <= moment.step }
            return moment.initial * Double.pow(settings.number("factor"), Double(passed.count))
        })
}
