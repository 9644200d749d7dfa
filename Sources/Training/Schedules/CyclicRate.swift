internal import Components
internal import ElementaryFunctions

/// A learning rate that rises from `minimum` to the initial rate over `up` steps, falls back over
/// `down` steps, and begins anew, as PyTorch's `CyclicLR`.
///
/// Source: L. Smith, "Cyclical learning rates for training neural networks", arXiv 1506.01186.
public struct CyclicRate: Schedule {
    /// How the height of the cycles changes.
    public enum Shape: Hashable, Sendable {
        /// All cycles reach the same height.
        case triangular
        /// Half of the last one's with each cycle.
        case halving
        /// factor^step.
        case exponential(factor: Double)
    }

    /// The learning rate at a cycle's ends.
    public let minimum: Double
    /// In optimizer steps.
    public let up: Int
    /// The steps of the fall; those of the rise where none were given.
    public let down: Int
    /// How the height of the cycles changes.
    public let shape: Shape

    /// Makes cycles; traps where `up` or `down` is below 1 step.
    public init(minimum: Double, up: Int, down: Int? = nil, shape: Shape = .triangular) {
        if up < 1 || (down ?? 1) < 1 {
            fatalError("a cycle rises and falls over 1 step or more, not \(up) and \(down ?? up)")
        }
        self.minimum = minimum
        self.up = up
        self.down = down ?? up
        self.shape = shape
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let cycle = step / (up + down)
        let index = step % (up + down)
        let height =
            index <= up
            ? Double(index) / Double(up) : Double(up + down - index) / Double(down)
        let scale =
            switch shape {
            case .triangular: 1.0
            case .halving: Double.pow(0.5, Double(cycle))
            case .exponential(let factor): Double.pow(factor, Double(step))
            }
        return minimum + (initial - minimum) * height * scale
    }
}

extension ScheduleKind {
    package static let cyclic = ScheduleKind(
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
        },
        formula: { settings, moment in
            // A triangle wave: 1 less the distance from the middle of the cycle.
            let up =
                settings.optionalNumber("up-steps")
                ?? settings.number("up-epochs") * moment.stepsPerEpoch
            let cycle = (moment.step / (2 * up)).rounded(.down)
            let height = 1 - abs(moment.step / up - 2 * cycle - 1)
            let scale = settings.word("shape") == "halving" ? Double.pow(2, -cycle) : 1
            let low = settings.number("minimum")
            return low + (moment.initial - low) * height * scale
        })
}
