/// One typed change of an experiment's specification that a planned job carries.
///
/// The list is closed. An edit is judged as the experiment file is: one that does not fit is the
/// job's failure, with what was found and where. Layers are named by their paths, as weights' files
/// and summaries name them (`3`, `0.branches.1.0`); in a `repeat` a layer's path is that of its
/// first repetition, and the edit changes all of them.
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
        /// Both kinds of clipping of gradients.
        case clipping
    }

    /// Gives a key of a component another value: `set(.optimizer, key: "learning-rate", …)`.
    case set(Component, key: String, value: SettingValue)
    /// Puts another component there; what its settings leave out gets its standard value.
    case replace(Component, with: ComponentSpecification)
    /// Inserts a layer before the one at this path; the path may be one behind a list's last.
    case insertLayer(at: String, ComponentSpecification)
    /// Removes the layer at this path; what follows takes what the one before puts out.
    case removeLayer(at: String)
    /// Sets the initializer of every layer that has one.
    case initializeAll(ComponentSpecification)
    case switchOff(Feature)
    /// Scales the inputs in another way: the data are prepared anew.
    case normalize(DataSpecification.Normalization)
    case batchSize(Int)
    case epochs(Int)
    /// Sets the operands' precision; `float32` takes a loss scale away, which belongs to `bf16`.
    case precision(PrecisionSpecification)
    /// Scales gradients down to this norm where theirs is larger.
    case clipNorm(Double)
    /// Spoils the data as they are prepared.
    case damage(DataFault)
    /// Draws the initial weights, and nothing else, from another seed than the run's.
    case initializationSeed(UInt64)
}
