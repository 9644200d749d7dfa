internal import Jobs
internal import Training

extension ScheduleKind {
    /// Multiplies the learning rate by a factor at each of a list of epochs or steps.
    static let multiStep = ScheduleKind(
        "multi-step", synonyms: ["multisteplr", "milestones", "piecewise"],
        settings: [
            .optional(
                "epochs", .integers(1...1_000_000), synonyms: ["milestones", "at", "at-epochs"]),
            .optional("steps", .integers(1...1_000_000_000), synonyms: ["at-steps"]),
            factor,
        ],
        objection: { oneOf("epochs", "steps", $0) },
        make: { settings, _, stepsPerEpoch in
            let milestones =
                settings.numbers("steps")?.map { Int($0) }
                ?? (settings.numbers("epochs") ?? []).map { Int($0) * stepsPerEpoch }
            return MultiStepDecay(milestones: milestones, factor: settings.number("factor"))
        })

    /// Multiplies the learning rate by a factor after every epoch, or after every step.
    static let exponential = ScheduleKind(
        "exponential", synonyms: ["exponentiallr", "exponential-decay"],
        settings: [
            factor,
            .optional("per", .word(["epoch", "step"]), standard: .text("epoch")),
        ],
        shorthand: "factor",
        make: { settings, _, stepsPerEpoch in
            let factor = settings.number("factor")
            return settings.word("per") == "step"
                ? ExponentialDecay(factor: factor) : StepDecay(size: stepsPerEpoch, factor: factor)
        })

    /// Moves evenly over all steps between two multiples of the learning rate.
    static let linear = ScheduleKind(
        "linear", synonyms: ["linearlr", "linear-decay", "polynomial"],
        settings: [
            .optional(
                "start-factor", .number(.notNegative), standard: .integer(1), synonyms: ["start"]),
            .optional(
                "end-factor", .number(.notNegative), standard: .integer(0),
                synonyms: ["end", "final"]),
        ],
        make: { settings, steps, _ in
            LinearDecay(
                total: steps, start: settings.number("start-factor"),
                end: settings.number("end-factor"))
        })

    /// One rise to the optimizer's learning rate and one fall, over all steps.
    static let oneCycle = ScheduleKind(
        "one-cycle", synonyms: ["onecycle", "onecyclelr", "super-convergence"],
        settings: [
            .optional(
                "rise", .number(.insideUnit), standard: .real(0.3),
                synonyms: ["pct-start", "warmup-fraction"]),
            .optional(
                "divisor", .number(.positive), standard: .integer(25), synonyms: ["div-factor"]),
            .optional(
                "final-divisor", .number(.positive), standard: .integer(10_000),
                synonyms: ["final-div-factor"]),
            .optional(
                "shape", .word(["cosine", "linear"]), standard: .text("cosine"),
                synonyms: ["anneal", "anneal-strategy"]),
        ],
        make: { settings, steps, _ in
            OneCycle(
                total: steps, rise: settings.number("rise"), divisor: settings.number("divisor"),
                finalDivisor: settings.number("final-divisor"),
                shape: settings.word("shape") == "linear" ? .linear : .cosine)
        })

    /// Rises from a minimum to the optimizer's learning rate and falls back, again and again.
    static let cyclic = ScheduleKind(
        "cyclic", synonyms: ["cycliclr", "triangular"],
        settings: [
            .optional(
                "minimum", .number(.notNegative), standard: .integer(0),
                synonyms: ["min", "base", "base-lr"]),
            .optional(
                "up-epochs", .integer(1...1_000_000), synonyms: ["up", "half-cycle", "epochs"]),
            .optional(
                "up-steps", .integer(1...1_000_000_000),
                synonyms: ["step-size", "step-size-up", "steps"]),
            .optional(
                "shape", .word(["triangular", "halving"]), standard: .text("triangular"),
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

    /// Reduces the learning rate when a metric of the epochs no longer gets better.
    static let plateau = ScheduleKind(
        "reduce-on-plateau", synonyms: ["plateau", "reducelronplateau", "reduce-lr-on-plateau"],
        settings: [
            .optional(
                "metric", .word(Metric.names), standard: .text("validation-loss"),
                synonyms: ["monitor", "on"]),
            .optional("factor", .number(.insideUnit), standard: .real(0.1), synonyms: ["gamma"]),
            .optional("patience", .integer(0...1_000_000), standard: .integer(10)),
            .optional("threshold", .number(.notNegative), standard: .real(1e-4)),
            .optional("cooldown", .integer(0...1_000_000), standard: .integer(0)),
            .optional(
                "minimum", .number(.notNegative), standard: .integer(0), synonyms: ["min-lr"]),
        ],
        make: { settings, _, _ in
            let metric = settings.word("metric")
            return ReduceOnPlateau(
                metric: metric, goal: Metric.goal(of: metric), factor: settings.number("factor"),
                patience: settings.integer("patience"), threshold: settings.number("threshold"),
                cooldown: settings.integer("cooldown"), minimum: settings.number("minimum"))
        })
}
