internal import Jobs
internal import Training

/// One course of the learning rate over a training, and its keys.
struct ScheduleKind: Catalogued {
    let component: ComponentKind
    /// Makes the course without its warm-up for so many steps, of which an epoch has so many.
    let make: @Sendable (Settings, _ steps: Int, _ stepsPerEpoch: Int) -> any Schedule

    /// Keys of every schedule: the learning rate first rises evenly over some steps or epochs.
    private static let warmup: [Setting] = [
        .optional("warmup-steps", .integer(0...1_000_000_000), synonyms: ["warmup"]),
        .optional("warmup-epochs", .integer(0...1_000_000)),
    ]

    static let constant = ScheduleKind(
        component: ComponentKind(
            name: "constant", synonyms: ["none"], settings: warmup,
            objection: twoWarmups),
        make: { _, _, _ in ConstantSchedule() })

    /// Multiplies the learning rate by a factor after every so many epochs or steps.
    static let step = ScheduleKind(
        component: ComponentKind(
            name: "step", synonyms: ["step-decay", "steplr", "exponential"],
            settings: [
                .optional(
                    "every-epochs", .integer(1...1_000_000),
                    synonyms: ["every", "step-size", "epochs", "period"]),
                .optional("every-steps", .integer(1...1_000_000_000), synonyms: ["steps"]),
                .required(
                    "factor", "what the learning rate is multiplied by each time",
                    .number(.positive), synonyms: ["gamma", "decay", "rate"]),
            ] + warmup,
            objection: { settings in
                let isEpochs = settings["every-epochs"] != nil
                let isSteps = settings["every-steps"] != nil
                return isEpochs == isSteps
                    ? "found \(isSteps ? "both" : "neither") of \"every-epochs\" and "
                        + "\"every-steps\"; allowed: one of them"
                    : twoWarmups(settings)
            }),
        make: { settings, _, stepsPerEpoch in
            let size =
                settings.optionalInteger("every-steps")
                ?? settings.integer("every-epochs") * stepsPerEpoch
            return StepDecay(size: size, factor: settings.number("factor"))
        })

    /// Falls along half a cosine to the minimum, which the last step reaches.
    static let cosine = ScheduleKind(
        component: ComponentKind(
            name: "cosine", synonyms: ["cosine-annealing", "cosine-decay"],
            settings: [
                .optional(
                    "minimum", .number(.notNegative), standard: .integer(0),
                    synonyms: ["min", "eta-min", "final", "final-learning-rate"])
            ] + warmup,
            objection: twoWarmups),
        make: { settings, steps, _ in
            CosineDecay(total: steps, minimum: settings.number("minimum"))
        })

    @Sendable private static func twoWarmups(_ settings: Settings) -> String? {
        settings["warmup-steps"] != nil && settings["warmup-epochs"] != nil
            ? "found both of \"warmup-steps\" and \"warmup-epochs\"; allowed: one of them" : nil
    }
}
