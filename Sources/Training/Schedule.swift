/// The learning rate's course over the steps of a training.
public protocol Schedule: Sendable {
    /// Returns the learning rate of a step, counted from 0, given the optimizer's own.
    func learningRate(at step: Int, initial: Double) -> Double
}
