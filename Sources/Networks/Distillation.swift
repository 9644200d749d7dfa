public import Tensors

/// Returns weight T² KL(softmax(teacher / T) ‖ softmax(logits / T)) + (1 − weight) `plain`: what a
/// student network learns from its teacher's logits beside the targets' own loss.
///
/// The divergence's mean is over the rows. Source: G. Hinton, O. Vinyals, J. Dean, "Distilling the
/// knowledge in a neural network", arXiv 1503.02531.
///
/// - Parameters:
///   - logits: the student's, [n, classes].
///   - teacher: the teacher's logits, of the same shape; a constant.
///   - plain: the student's loss by the targets.
///   - temperature: T, above 0.
///   - weight: in 0 … 1.
public func distillationLoss(
    _ logits: Tensor, teacher: Tensor, plain: Tensor, temperature: Double, weight: Double
) -> Tensor {
    if !(temperature > 0) || !(0...1).contains(weight) {
        fatalError(
            "a distillation has a temperature above 0 and a weight in 0 ... 1, not \(temperature) "
                + "and \(weight)")
    }
    let wanted = (teacher.detached / temperature).softmax()
    let soft = crossEntropy(logits / temperature, probabilities: wanted)
    let entropy = -(wanted * (teacher.detached / temperature).logSoftmax()).sum()
        / Double(max(logits.shape.first ?? 1, 1))
    return (soft - entropy) * (weight * temperature * temperature) + plain * (1 - weight)
}
