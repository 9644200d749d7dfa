/// What a network's predictions are counted by, beside its loss.
public enum Score: String, Hashable, Sendable {
    /// The share of rows whose largest output stands at the target's class.
    case accuracy
    /// The share of logits on the right side of 0: above it where the target is above ½.
    case binaryAccuracy = "binary-accuracy"
    /// The share of probabilities on the right side of ½.
    case binaryProbabilityAccuracy = "binary-probability-accuracy"
    /// The share of the targets' variance that the outputs explain.
    case r2
}
