/// What a layer does with the size of the signal that passes through it, at the start of training.
public enum SignalRole: Hashable, Sendable {
    /// Multiplies by weights and adds them up: its output, before any nonlinearity, is as large as
    /// its input and its weights together make it.
    case product
    /// Gives the signal the same size whatever it was.
    case normalization
    /// Begins a signal from ids.
    case lookup
    /// Adds numbers of its own.
    case offset
    /// All else: activations, poolings, and layers that have weights inside and give their output
    /// a size of its own, such as recurrent ones.
    case other
}
