internal import Components

/// The same learning rate at every step.
public struct ConstantSchedule: Schedule {
    /// Makes the schedule that leaves the learning rate as it is.
    public init() {}

    public func learningRate(at step: Int, initial: Double) -> Double {
        initial
    }
}

extension ScheduleKind {
    package static let constant = ScheduleKind(
        "constant", "The optimizer's learning rate throughout.", synonyms: ["none"],
        make: { _, _, _ in ConstantSchedule() },
        formula: { $1.initial })
}
