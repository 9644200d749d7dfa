internal import CKernels

/// Returns |x - t|. Its derivative at 0 is 0.
///
/// `outputs` and `targets` have the same shape, and so has `mask`, whose values weigh the elements:
/// 0 leaves one out. The mean is over the weights. Targets and mask are constants: a tracked one
/// traps. So for all losses of single values.
public func absoluteError(
    _ outputs: Tensor, _ targets: Tensor, mask: Tensor? = nil, reduction: Reduction = .mean
) -> Tensor {
    elementLoss("absoluteError", outputs, targets, mask, reduction, 0) { $0.absolute_error }
}

/// Returns d²/2 for |d| ≤ delta and delta (|d| - delta/2) beyond, d = x - t (P. Huber 1964).
public func huberLoss(
    _ outputs: Tensor, _ targets: Tensor, delta: Double = 1, mask: Tensor? = nil,
    reduction: Reduction = .mean
) -> Tensor {
    elementLoss("huberLoss", outputs, targets, mask, reduction, delta) { $0.huber }
}

/// Returns max(0, margin - t x) for targets t of -1 and 1.
public func hingeLoss(
    _ outputs: Tensor, _ targets: Tensor, margin: Double = 1, mask: Tensor? = nil,
    reduction: Reduction = .mean
) -> Tensor {
    elementLoss("hingeLoss", outputs, targets, mask, reduction, margin) { $0.hinge }
}

/// Returns -t log p - (1 - t) log(1 - p) for probabilities p, logarithms no lower than -100, as in
/// PyTorch.
public func binaryCrossEntropy(
    _ probabilities: Tensor, _ targets: Tensor, mask: Tensor? = nil, reduction: Reduction = .mean
) -> Tensor {
    elementLoss("binaryCrossEntropy", probabilities, targets, mask, reduction, 0) {
        $0.probability_cross_entropy
    }
}

/// Returns the sum over the classes j other than the sample's own, c, of
/// max(0, margin - x[c] + x[j]) / classes, for outputs [n, classes].
///
/// The mean is over the samples; those of class `ignored` count nothing.
public func multiMarginLoss(
    _ outputs: Tensor, classes: [Int32], margin: Double = 1, ignoring ignored: Int32? = nil,
    reduction: Reduction = .mean
) -> Tensor {
    let (known, scale) = checked(
        classes, outputs, ignoring: ignored, reduction, "multiMarginLoss")
    let slope = outputs.isTracked ? outputs.another() : nil
    let total = known.withUnsafeBufferPointer { known in
        guard let start = known.baseAddress else { return 0.0 }
        return outputs.loops.pointee.losses.multi_margin(
            outputs.address, start, slope?.address, outputs.layout[0], outputs.layout[1], margin,
            scale)
    }
    return recordedLoss(total * scale, .multiMargin, outputs, slope)
}

/// Returns the classes, ignored ones as -1, and what a sum is multiplied by: for a mean 1 / the
/// samples that count, or 1 where none does.
func checked(
    _ classes: [Int32], _ outputs: Tensor, ignoring ignored: Int32?, _ reduction: Reduction,
    _ name: StaticString
) -> (classes: [Int32], scale: Double) {
    require(
        outputs.rank == 2 && outputs.layout[0] == classes.count,
        "\(name) of outputs of shape \(outputs.layout) and \(classes.count) classes: one class for"
            + " each row")
    let columns = outputs.layout[1]
    var counted = classes.count
    var known = classes
    for (row, index) in classes.enumerated() {
        if index == ignored {
            known[row] = -1
            counted -= 1
            continue
        }
        require(
            index >= 0 && Int(index) < columns,
            "class \(index) does not fit outputs of shape \(outputs.layout)")
    }
    return (known, reduction == .mean ? 1 / Double(max(counted, 1)) : 1)
}

private func elementLoss(
    _ name: StaticString, _ outputs: Tensor, _ targets: Tensor, _ mask: Tensor?,
    _ reduction: Reduction, _ parameter: Double, _ loop: (LossTable) -> KernelElementLoss
) -> Tensor {
    requireTargets(outputs, targets, name)
    if let mask { requireTargets(outputs, mask, name) }
    let weight = mask.map { $0.sum().item() } ?? Double(outputs.count)
    let scale = reduction == .mean ? 1 / weight : 1
    let slope = outputs.isTracked ? outputs.another() : nil
    let total = loop(outputs.loops.pointee.losses)(
        outputs.address, targets.address, mask?.address, slope?.address, outputs.count, parameter,
        scale)
    return recordedLoss(total * scale, .elementLoss, outputs, slope)
}
