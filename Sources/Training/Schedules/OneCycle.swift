internal import Components
internal import ElementaryFunctions

/// One rise of the learning rate and one fall: from the initial rate / `divisor` to the initial
/// rate, which is the peak, at `rise` of the steps, and down to the start's rate / `finalDivisor`
/// at the last step, as PyTorch's `OneCycleLR` with two phases; the momentum stays.
///
/// Source: L. Smith, N. Topin, "Super-convergence", arXiv 1708.07120.
public struct OneCycle: Schedule {
    /// The curve between the corners.
    public enum Shape: String, Hashable, Sendable {
        /// Half a cosine.
        case cosine
        /// A straight line.
        case linear
    }

    /// In optimizer steps.
    public let total: Int
    /// The share of the steps in which the rate rises.
    public let rise: Double
    /// The peak divided by the learning rate of step 0.
    public let divisor: Double
    /// The learning rate of step 0 divided by that of the last step.
    public let finalDivisor: Double
    /// The curve of the rise and of the fall.
    public let shape: Shape

    /// Makes a cycle; traps where `total` is below 1 step.
    public init(
        total: Int, rise: Double = 0.3, divisor: Double = 25, finalDivisor: Double = 1e4,
        shape: Shape = .cosine
    ) {
        if total < 1 { fatalError("a cycle needs 1 step or more, not \(total)") }
        self.total = total
        self.rise = rise
        self.divisor = divisor
        self.finalDivisor = finalDivisor
        self.shape = shape
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let top = rise * Double(total) - 1
        let last = Double(total) - 1
        let low = initial / divisor
        let step = min(Double(step), last)
        if step <= top {
            return between(low, initial, top > 0 ? step / top : 1)
        }
        return between(initial, low / finalDivisor, (step - top) / (last - top))
    }

    private func between(_ start: Double, _ end: Double, _ progress: Double) -> Double {
        switch shape {
        case .cosine: end + (start - end) / 2 * (1 + Double.cos(.pi * progress))
        case .linear: start + (end - start) * progress
        }
    }
}

extension ScheduleKind {
    package static let oneCycle = ScheduleKind(
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
        },
        formula: { settings, moment in
            let last = moment.total - 1
            let step = min(moment.step, last)
            let peak = settings.number("rise") * moment.total - 1
            let low = moment.initial / settings.number("divisor")
            let isRising = step <= peak
            let start = isRising ? low : moment.initial
            let end = isRising ? moment.initial : low / settings.number("final-divisor")
            let progress =
                isRising ? (peak > 0 ? step / peak : 1) : (step - peak) / (last - peak)
            return settings.word("shape") == "linear"
                ? start + (end - start) * progress
                : end + (start - end) * (1 + Double.cos(.pi * progress)) / 2
        })
}
