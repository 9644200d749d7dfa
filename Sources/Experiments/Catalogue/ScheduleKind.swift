internal import Jobs
internal import Training

/// One course of the learning rate over a training, and its keys.
struct ScheduleKind: Catalogued {
    let component: ComponentKind
    /// Makes the course without its warm-up for so many steps, of which an epoch has so many.
    let make: @Sendable (Settings, _ steps: Int, _ stepsPerEpoch: Int) -> any Schedule

    /// Keys of every schedule: the learning rate first rises evenly over some steps or epochs.
    private static let warmup: [Setting] = [
        .optional(
            "warmup-steps", "the steps over which the rate first rises evenly",
            .integer(0...1_000_000_000), synonyms: ["warmup"]),
        .optional("warmup-epochs", "the same in epochs", .integer(0...1_000_000)),
    ]

    init(
        _ name: String, _ summary: String, synonyms: [String] = [], settings: [Setting] = [],
        shorthand: String? = nil,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil },
        make: @escaping @Sendable (Settings, _ steps: Int, _ stepsPerEpoch: Int) -> any Schedule
    ) {
        component = ComponentKind(
            name: name, summary: summary, synonyms: synonyms, settings: settings + Self.warmup,
            shorthand: shorthand,
            objection: { settings in
                objection(settings)
                    ?? (settings["warmup-steps"] != nil && settings["warmup-epochs"] != nil
                        ? "found both of \"warmup-steps\" and \"warmup-epochs\"; allowed: one of "
                            + "them" : nil)
            })
        self.make = make
    }

    static let constant = ScheduleKind(
        "constant", "The optimizer's learning rate throughout.", synonyms: ["none"],
        make: { _, _, _ in ConstantSchedule() })

    static let step = ScheduleKind(
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
            factor,
        ],
        objection: { oneOf("every-epochs", "every-steps", $0) },
        make: { settings, _, stepsPerEpoch in
            let size =
                settings.optionalInteger("every-steps")
                ?? settings.integer("every-epochs") * stepsPerEpoch
            return StepDecay(size: size, factor: settings.number("factor"))
        })

    static let cosine = ScheduleKind(
        "cosine", "Falls along half a cosine to the minimum, which the last step reaches.",
        synonyms: ["cosine-annealing", "cosine-decay"],
        settings: [
            .optional(
                "minimum", "the rate at the end", .number(.notNegative), standard: .integer(0),
                synonyms: ["min", "eta-min", "final", "final-learning-rate"])
        ],
        make: { settings, steps, _ in
            CosineDecay(total: steps, minimum: settings.number("minimum"))
        })

    static let factor = Setting.required(
        "factor", "what the learning rate is multiplied by each time", .number(.positive),
        synonyms: ["gamma", "decay", "rate"])

    /// Complains unless one of two keys is given, and not the other.
    static func oneOf(_ first: String, _ second: String, _ settings: Settings) -> String? {
        let isFirst = settings[first] != nil
        let isSecond = settings[second] != nil
        guard isFirst == isSecond else { return nil }
        return "found \(isSecond ? "both" : "neither") of \"\(first)\" and \"\(second)\"; allowed: "
            + "one of them"
    }
}
