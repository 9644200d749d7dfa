/// A learning rate that rises evenly over the first `steps` steps, (step + 1) / steps of the
/// initial one, and then follows another schedule from that schedule's beginning.
public struct LinearWarmup: Schedule {
    /// The steps until the full learning rate.
    public let steps: Int
    /// What follows, counted from its own step 0.
    public let schedule: any Schedule

    /// Makes a warm-up of `steps` steps, from 0, before another schedule.
    public init(steps: Int, then schedule: any Schedule) {
        if steps < 0 { fatalError("a warm-up needs 0 steps or more, not \(steps)") }
        self.steps = steps
        self.schedule = schedule
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        if step < steps { return initial * Double(step + 1) / Double(steps) }
        return schedule.learningRate(at: step - steps, initial: initial)
    }
    public func learningRate(at step: Int, initial: Double, memory: ScheduleMemory) -> Double {
        if step < steps { return learningRate(at: step, initial: initial) }
        return schedule.learningRate(at: step - steps, initial: initial, memory: memory)
    }

    public func memory(
        _ memory: ScheduleMemory, after metrics: [String: Double]
    ) -> ScheduleMemory {
        schedule.memory(memory, after: metrics)
    }
}
