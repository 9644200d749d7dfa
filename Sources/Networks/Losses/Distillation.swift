public import Tensors

/// Returns weight T² KL(softmax(teacher / T) ‖ softmax(logits / T)) + (1 − weight) `plain`: what a
/// student network learns from its teacher's logits beside the targets' own loss.
///
/// The divergence's mean is over the rows, or positions. Source: G. Hinton, O. Vinyals, J. Dean,
/// "Distilling the knowledge in a neural network", arXiv 1503.02531.
///
/// - Parameters:
///   - logits: the student's, [n, classes] or [n, …, classes].
///   - teacher: the teacher's logits, of the same shape; a constant.
///   - plain: the student's loss by the targets.
///   - temperature: T, above 0.
///   - weight: in 0 … 1.
///   - counted: which rows, or positions, the divergence counts; nil for all.
public func distillationLoss(
    _ logits: Tensor, teacher: Tensor, plain: Tensor, temperature: Double, weight: Double,
    counted: [Bool]? = nil
) -> Tensor {
    if !(temperature > 0) || !(0...1).contains(weight) {
        fatalError(
            "a distillation has a temperature above 0 and a weight in 0 ... 1, not \(temperature) "
                + "and \(weight)")
    }
    if logits.shape != teacher.shape || logits.rank < 2 {
        fatalError(
            "a distillation takes logits [n, ..., classes] of student and teacher, not "
                + "\(logits.shape) and \(teacher.shape)")
    }
    let goal = (teacher.detached / temperature).vectors
    var wanted = goal.softmax()
    var count = wanted.shape[0]
    if let counted {
        if counted.count != count {
            fatalError("a distillation of \(count) rows or positions counts \(counted.count)")
        }
        let mask = counted.map { $0 ? 1.0 : 0 }
        wanted = wanted * Tensor(mask, shape: [count, 1], type: wanted.type)
        count = counted.count { $0 }
    }
    let distance = goal.logSoftmax() - (logits / temperature).vectors.logSoftmax()
    let divergence = (wanted * distance).sum() / Double(max(count, 1))
    return divergence * (weight * temperature * temperature) + plain * (1 - weight)
}
