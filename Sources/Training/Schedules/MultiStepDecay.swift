internal import Foundation

/// A learning rate that is multiplied by `factor` at each milestone: factor^(milestones ≤ step).
public struct MultiStepDecay: Schedule {
    /// In optimizer steps; one that is named twice counts twice.
    public let milestones: [Int]
    /// What each milestone multiplies the learning rate by.
    public let factor: Double

    /// Makes a decay at milestones, in any order.
    public init(milestones: [Int], factor: Double) {
        self.milestones = milestones
        self.factor = factor
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let passed = milestones.reduce(0) { $1 <= step ? $0 + 1 : $0 }
        return initial * pow(factor, Double(passed))
    }
}
