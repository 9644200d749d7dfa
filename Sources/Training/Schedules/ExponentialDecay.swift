internal import Foundation

/// A learning rate that is multiplied by `factor` at every step: factor^step.
public struct ExponentialDecay: Schedule {
    public let factor: Double

    public init(factor: Double) {
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * pow(factor, Double(step))
    }
}
