/// The same learning rate at every step.
public struct ConstantSchedule: Schedule {
    /// Makes the schedule that leaves the learning rate as it is.
    public init() {}

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial
    }
}
