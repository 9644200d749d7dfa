/// What a loss takes a network's outputs for.
public enum ExpectedOutputs: Hashable, Sendable {
    /// Raw scores, to which the loss applies the function of this name itself: `softmax` or
    /// `sigmoid`.
    case logits(squashedBy: String)
    /// Scores of any size.
    case scores
    /// Logarithms of probabilities, whose exponentials sum to 1 in a row.
    case logProbabilities
    /// Probabilities, each in 0 … 1.
    case probabilities
    /// Numbers like the targets.
    case values
}
