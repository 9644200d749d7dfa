public import Randomness

/// Whether a network predicts or learns. An argument of every call, never a state of a layer.
///
/// Dropout and batch normalization are the layers that behave differently when they learn.
public enum Mode: Sendable {
    /// The network is judged or used: nothing is random, and nothing that it keeps changes.
    case evaluation
    /// Learning, with the key from which this forward pass draws all its random numbers.
    case training(RandomKey)

    /// The mode of the sublayer at `index`: evaluation stays, a training key becomes its substream,
    /// so that no two layers of a network share a draw.
    public func substream(_ index: Int) -> Mode {
        switch self {
        case .evaluation: .evaluation
        case .training(let key): .training(key.substream(index))
        }
    }
}
