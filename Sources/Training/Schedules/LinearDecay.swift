internal import Components

/// A learning rate that moves evenly from `start` times the initial one to `end` times it, which it
/// reaches at step `total` and keeps.
public struct LinearDecay: Schedule {
    /// In optimizer steps.
    public let total: Int
    /// The first learning rate as a multiple of the initial one.
    public let start: Double
    /// The last learning rate as a multiple of the initial one.
    public let end: Double

    /// Makes a decay; traps where `total` is below 1 step.
    public init(total: Int, start: Double = 1, end: Double = 0) {
        if total < 1 { fatalError("a linear decay needs 1 step or more, not \(total)") }
        self.total = total
        self.start = start
        self.end = end
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * (start + (end - start) * Double(min(step, total)) / Double(total))
    }
}

extension ScheduleKind {
    package static let linear = ScheduleKind(
        "linear", "Moves evenly over all steps between two multiples of the learning rate.",
        synonyms: ["linearlr", "linear-decay"],
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
        },
        formula: { settings, moment in
            let (start, end) = (settings.number("start-factor"), settings.number("end-factor"))
            return moment.initial * ((1 - moment.progress) * start + moment.progress * end)
        })
}
