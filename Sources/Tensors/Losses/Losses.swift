internal import CKernels

/// How a loss combines what it finds for each sample.
public enum Reduction: Hashable, Sendable {
    /// The mean over what counts, as each loss says.
    case mean
    /// The sum.
    case sum
}

/// Returns the cross-entropy -Σ t log softmax(logits), with classes as targets.
///
/// `logits` is [n, c]; t is 1 for the sample's class and 0 else, or, smoothed (Szegedy et al. 2016,
/// arXiv 1512.00567), (1 - s) of that plus s / c. The mean is over the samples; those of class
/// `ignored` count nothing.
public func crossEntropy(
    _ logits: Tensor, classes: [Int32], labelSmoothing: Double = 0,
    ignoring ignored: Int32? = nil, reduction: Reduction = .mean
) -> Tensor {
    let (known, scale) = checked(classes, logits, ignoring: ignored, reduction, "crossEntropy")
    let slope = logits.isTracked ? logits.another() : nil
    let total = known.withUnsafeBufferPointer { known in
        guard let start = known.baseAddress else { return 0.0 }
        return logits.loops.pointee.cross_entropy_classes(
            logits.address, start, slope?.address, logits.layout[0], logits.layout[1],
            labelSmoothing, scale)
    }
    return recordedLoss(total * scale, .crossEntropy, logits, slope)
}

/// Returns the cross-entropy -Σ t log softmax(logits), with a distribution as each sample's target.
///
/// `logits` and `probabilities` are [n, c]. Targets are constants: a tracked one traps.
public func crossEntropy(
    _ logits: Tensor, probabilities: Tensor, labelSmoothing: Double = 0,
    reduction: Reduction = .mean
) -> Tensor {
    requireTargets(logits, probabilities, "crossEntropy")
    require(
        logits.rank == 2, "crossEntropy needs logits of shape [n, c], not \(logits.layout)")
    let (rows, columns) = (logits.layout[0], logits.layout[1])
    let scale = reduction == .mean ? 1 / Double(rows) : 1
    let slope = logits.isTracked ? logits.another() : nil
    let total = logits.loops.pointee.cross_entropy_probabilities(
        logits.address, probabilities.address, slope?.address, rows, columns, labelSmoothing,
        scale)
    return recordedLoss(total * scale, .crossEntropy, logits, slope)
}

/// Returns max(x, 0) - x t + log(1 + exp(-|x|)), the binary cross-entropy of sigmoid(x).
///
/// `logits` and `targets` have the same shape; the mean is over all elements. Targets are
/// constants: a tracked one traps.
public func binaryCrossEntropyWithLogits(
    _ logits: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
    requireTargets(logits, targets, "binaryCrossEntropyWithLogits")
    let scale = reduction == .mean ? 1 / Double(logits.count) : 1
    let slope = logits.isTracked ? logits.another() : nil
    let total = logits.loops.pointee.binary_cross_entropy(
        logits.address, targets.address, slope?.address, logits.count, scale)
    return recordedLoss(total * scale, .binaryCrossEntropy, logits, slope)
}

func requireTargets(_ logits: Tensor, _ targets: Tensor, _ name: StaticString) {
    require(
        logits.layout == targets.layout && logits.type == targets.type,
        "\(name) of logits of shape \(logits.layout) (\(logits.type)) and targets of shape"
            + " \(targets.layout) (\(targets.type))")
    require(!targets.isTracked, "\(name) has no derivative in its targets; use detached")
}

/// The derivative is ready when the loss is: it is saved as the slope.
func recordedLoss(
    _ value: Double, _ operation: OperationCode, _ input: Tensor, _ slope: Tensor?
) -> Tensor {
    Tensor(filling: Shape(), value, input.type).recorded(operation, input, saving: slope)
}

extension Backward {
    /// dx = dy slope, where slope is d(loss)/dx from the forward pass.
    mutating func scaledLoss(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let slope = node.saved.0 else { return }
        let factor = gradient.item()
        add(factor == 1 ? slope : slope * factor, to: node.inputs.0)
    }
}
