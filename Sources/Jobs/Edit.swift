/// One typed change of an experiment's specification that a planned job carries.
public enum Edit: Hashable, Sendable {
    /// Which component a value belongs to.
    public enum Component: Hashable, Sendable {
        case optimizer, schedule, loss
        /// A layer by its path, such as `0.branches.1.0`.
        case layer(String)
    }

    /// What can be switched off.
    public enum Feature: String, Hashable, Sendable, Codable, CaseIterable {
        /// Dropout, weight decay, label smoothing, averages, pruning, the teacher.
        case regularisers
        case augmentation
        case shuffling
    }

    case set(Component, key: String, value: SettingValue)
    case replace(Component, with: ComponentSpecification)
    /// Inserts a layer before the one at this path; the path may be one behind a list's last.
    case insertLayer(at: String, ComponentSpecification)
    case removeLayer(at: String)
    /// Sets the initializer of every layer that has one.
    case initializeAll(ComponentSpecification)
    case switchOff(Feature)
    case normalize(DataSpecification.Normalization)
    case batchSize(Int)
    case epochs(Int)
    case precision(PrecisionSpecification)
    /// Draws the initial weights from another seed than the run's.
    case initializationSeed(UInt64)
}
