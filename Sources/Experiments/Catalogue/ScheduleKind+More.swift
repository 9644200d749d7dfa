internal import Jobs
internal import Training

extension ScheduleKind {
    static let multiStep = ScheduleKind(
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
            factor,
        ],
        objection: { oneOf("epochs", "steps", $0) },
        make: { settings, _, stepsPerEpoch in
            let milestones =
                settings.numbers("steps")?.map { Int($0) }
                ?? (settings.numbers("epochs") ?? []).map { Int($0) * stepsPerEpoch }
            return MultiStepDecay(milestones: milestones, factor: settings.number("factor"))
        })

    static let exponential = ScheduleKind(
        "exponential",
        "Multiplies the learning rate by a factor after every epoch, or after every step.",
        synonyms: ["exponentiallr", "exponential-decay"],
        settings: [
            factor,
            .optional("per", "how often", .word(["epoch", "step"]), standard: .text("epoch")),
        ],
        shorthand: "factor",
        make: { settings, _, stepsPerEpoch in
            let factor = settings.number("factor")
            return settings.word("per") == "step"
                ? ExponentialDecay(factor: factor) : StepDecay(size: stepsPerEpoch, factor: factor)
        })

    static let linear = ScheduleKind(
        "linear", "Moves evenly over all steps between two multiples of the learning rate.",
        synonyms: ["linearlr", "linear-decay", "polynomial"],
        settings: [
            .optional(
                "start-factor", "the multiple at the first step", .number(.notNegative),
                standard: .integer(1), synonyms: ["start"]),
            .optional(
                "end-factor", "the multiple at the last step", .number(.notNegative),
                standard: .integer(0),
                synonyms: ["end", "final"]),
        ],
        make: { settings, steps, _ in
            LinearDecay(
                total: steps, start: settings.number("start-factor"),
                end: settings.number("end-factor"))
        })

    static let oneCycle = ScheduleKind(
        "one-cycle",
        "One rise to the optimizer's learning rate and one fall, over all steps (Smith 2018).",
        synonyms: ["onecycle", "onecyclelr", "super-convergence"],
        settings: [
            .optional(
                "rise", "the share of the steps that rise", .number(.insideUnit),
                standard: .real(0.3),
                synonyms: ["pct-start", "warmup-fraction"]),
            .optional(
                "divisor", "the first rate is the learning rate over this", .number(.positive),
                standard: .integer(25), synonyms: ["div-factor"]),
            .optional(
                "final-divisor", "the last rate is the first over this", .number(.positive),
                standard: .integer(10_000),
                synonyms: ["final-div-factor"]),
            .optional(
                "shape", "how it rises and falls", .word(["cosine", "linear"]),
                standard: .text("cosine"),
                synonyms: ["anneal", "anneal-strategy"]),
        ],
        make: { settings, steps, _ in
            OneCycle(
                total: steps, rise: settings.number("rise"), divisor: settings.number("divisor"),
                finalDivisor: settings.number("final-divisor"),
                shape: settings.word("shape") == "linear" ? .linear : .cosine)
        })

    static let cyclic = ScheduleKind(
        "cyclic",
        "Rises from a minimum to the optimizer's learning rate and back, again and again.",
        synonyms: ["cycliclr", "triangular"],
        settings: [
            .optional(
                "minimum", "the rate that each cycle starts from", .number(.notNegative),
                standard: .integer(0),
                synonyms: ["min", "base", "base-lr"]),
            .optional(
                "up-epochs", "epochs of each rise; either this or up-steps",
                .integer(1...1_000_000), synonyms: ["up", "half-cycle", "epochs"]),
            .optional(
                "up-steps", "steps of each rise", .integer(1...1_000_000_000),
                synonyms: ["step-size", "step-size-up", "steps"]),
            .optional(
                "shape", "whether each cycle is half as high as the one before",
                .word(["triangular", "halving"]), standard: .text("triangular"),
                synonyms: ["mode"]),
        ],
        objection: { oneOf("up-epochs", "up-steps", $0) },
        make: { settings, _, stepsPerEpoch in
            CyclicRate(
                minimum: settings.number("minimum"),
                up: settings.optionalInteger("up-steps")
                    ?? settings.integer("up-epochs") * stepsPerEpoch,
                shape: settings.word("shape") == "halving" ? .halving : .triangular)
        })

    static let plateau = ScheduleKind(
        "reduce-on-plateau",
        "Reduces the learning rate when a metric of the epochs no longer gets better.",
        synonyms: ["plateau", "reducelronplateau", "reduce-lr-on-plateau"],
        settings: [
            .optional(
                "metric", "what is watched", .word(Metric.names),
                standard: .text("validation-loss"),
                synonyms: ["monitor", "on"]),
            .optional(
                "factor", "what the rate is multiplied by", .number(.insideUnit),
                standard: .real(0.1), synonyms: ["gamma"]),
            .optional(
                "patience", "epochs to wait for a better value", .integer(0...1_000_000),
                standard: .integer(10)),
            .optional(
                "threshold", "the share by which better must be better", .number(.notNegative),
                standard: .real(1e-4)),
            .optional(
                "cooldown", "epochs after a change that do not count", .integer(0...1_000_000),
                standard: .integer(0)),
            .optional(
                "minimum", "the smallest rate", .number(.notNegative), standard: .integer(0),
                synonyms: ["min-lr"]),
        ],
        make: { settings, _, _ in
            let metric = settings.word("metric")
            return ReduceOnPlateau(
                metric: metric, goal: Metric.goal(of: metric), factor: settings.number("factor"),
                patience: settings.integer("patience"), threshold: settings.number("threshold"),
                cooldown: settings.integer("cooldown"), minimum: settings.number("minimum"))
        })
}
