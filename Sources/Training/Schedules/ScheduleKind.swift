package import Components

/// One course of the learning rate over a training that a file can name, and its keys.
///
/// The kind stands in the schedule's own file.
package struct ScheduleKind: Catalogued {
    package let component: ComponentKind
    /// Makes the course without its warm-up for so many steps, of which an epoch has so many.
    package let make: @Sendable (Settings, _ steps: Int, _ stepsPerEpoch: Int) -> any Schedule
    /// The course a second time, straight from the settings, for checks; nil where there is none.
    package let formula: (@Sendable (Settings, ScheduleMoment) -> Double)?

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
        make: @escaping @Sendable (Settings, _ steps: Int, _ stepsPerEpoch: Int) -> any Schedule,
        formula: (@Sendable (Settings, ScheduleMoment) -> Double)? = nil
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
        self.formula = formula
    }

    /// Complains unless one of two keys is given, and not the other.
    static func oneOf(_ first: String, _ second: String, _ settings: Settings) -> String? {
        let isFirst = settings[first] != nil
        let isSecond = settings[second] != nil
        guard isFirst == isSecond else { return nil }
        return "found \(isSecond ? "both" : "neither") of \"\(first)\" and \"\(second)\"; allowed: "
            + "one of them"
    }
}

extension Setting {
    static let factor = Setting.required(
        "factor", "what the learning rate is multiplied by each time", .number(.positive),
        synonyms: ["gamma", "decay", "rate"])
}

/// Every schedule that a file can name, in the order in which errors list them.
extension Catalogue where Entry == ScheduleKind {
    package static let schedules: Catalogue<ScheduleKind> = Catalogue(
        noun: "schedule",
        entries: [
            .constant, .step, .multiStep, .exponential, .cosine, .linear, .oneCycle, .cyclic,
            .plateau, .polynomial,
        ])
}
