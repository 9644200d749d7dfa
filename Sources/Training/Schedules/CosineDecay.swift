internal import Components
internal import ElementaryFunctions

/// A learning rate that falls along half a cosine to `minimum` at step `total`, and stays there:
/// minimum + (initial − minimum) (1 + cos(π step / total)) / 2.
///
/// Source: I. Loshchilov, F. Hutter, "SGDR", arXiv 1608.03983.
public struct CosineDecay: Schedule {
    /// In optimizer steps; the last step of a training of `total` steps is `total` − 1.
    public let total: Int
    /// The learning rate at the end, not a factor.
    public let minimum: Double

    /// Makes a decay over `total` steps, from 1, to the learning rate `minimum`.
    public init(total: Int, minimum: Double = 0) {
        if total < 1 { fatalError("a cosine decay needs 1 step or more, not \(total)") }
        self.total = total
        self.minimum = minimum
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let progress = Double(min(step, total)) / Double(total)
        return minimum + (initial - minimum) * (1 + Double.cos(.pi * progress)) / 2
    }
}

extension ScheduleKind {
    package static let cosine = ScheduleKind(
        "cosine", "Falls along half a cosine to the minimum, which the last step reaches.",
        synonyms: ["cosine-annealing", "cosine-decay"],
        settings: [
            .optional(
                "minimum", "the rate at the end", .number(.notNegative), standard: .integer(0),
                synonyms: ["min", "eta-min", "final", "final-learning-rate"])
        ],
        make: { settings, steps, _ in
            CosineDecay(total: steps, minimum: settings.number("minimum"))
        },
        formula: { settings, moment in
            let end = settings.number("minimum")
            return end + (moment.initial - end) * (1 + Double.cos(.pi * moment.progress)) / 2
        })
}
