internal import Foundation

/// A learning rate that is multiplied by `factor` at every step: factor^step.
public struct ExponentialDecay: Schedule {
    /// What each step multiplies the learning rate by.
    public let factor: Double

    /// Makes a decay by a factor above 0.
    public init(factor: Double) {
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * pow(factor, Double(step))
    }
}
