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
