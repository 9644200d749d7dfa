/// The same learning rate at every step.
public struct ConstantSchedule: Schedule {
    public init() {}

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial
    }
}
