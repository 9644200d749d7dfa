internal import Foundation

/// A learning rate that is multiplied by `factor` after every `size` steps: factor^⌊step / size⌋.
public struct StepDecay: Schedule {
    /// In optimizer steps.
    public let size: Int
    /// What every `size` steps multiply the learning rate by.
    public let factor: Double

    /// Makes a decay; traps where `size` is below 1 step.
    public init(size: Int, factor: Double) {
        if size < 1 { fatalError("a step decay needs a size of 1 or more, not \(size)") }
        self.size = size
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial * pow(factor, Double(step / size))
    }
}
