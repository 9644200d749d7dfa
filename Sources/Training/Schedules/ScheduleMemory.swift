/// What a schedule that listens to an epoch's metrics remembers from epoch to epoch: a value that
/// the training loop keeps for it.
public struct ScheduleMemory: Hashable, Sendable {
    /// How often the learning rate was reduced.
    public internal(set) var reductions = 0
    var patience = Patience()
    /// The epochs in which nothing is counted yet after a reduction.
    var cooldown = 0

    /// Makes the memory of a training without epochs.
    public init() {}
}
