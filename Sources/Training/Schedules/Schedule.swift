/// The learning rate's course over the steps of a training.
public protocol Schedule: Sendable {
    /// Returns the learning rate of a step, counted from 0, given the optimizer's own.
    func learningRate(at step: Int, initial: Double) -> Double

    /// Returns the learning rate of a step, given also what the schedule learned from the epochs so
    /// far. Schedules that follow a plan alone need not say it.
    func learningRate(at step: Int, initial: Double, memory: ScheduleMemory) -> Double

    /// Returns what a schedule that listens remembers after an epoch with these metrics.
    func memory(_ memory: ScheduleMemory, after metrics: [String: Double]) -> ScheduleMemory
}

extension Schedule {
    public func learningRate(at step: Int, initial: Double, memory: ScheduleMemory) -> Double {
        learningRate(at: step, initial: initial)
    }

    public func memory(
        _ memory: ScheduleMemory, after metrics: [String: Double]
    ) -> ScheduleMemory {
        memory
    }
}
