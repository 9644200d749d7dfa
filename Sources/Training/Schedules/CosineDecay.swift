internal import Foundation

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
        return minimum + (initial - minimum) * (1 + cos(.pi * progress)) / 2
    }
}
