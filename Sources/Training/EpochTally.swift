internal import Networks
internal import Tensors

/// Sums losses and scores over the batches of an epoch, each row weighing the same whatever the
/// size of its batch.
struct EpochTally {
    private let reduction: Reduction
    private var total = 0.0
    private var rows = 0
    private var scores: ScoreTally
    private let isScored: Bool

    /// - Parameter scored: whether predictions are counted beside the loss.
    init(_ loss: any Loss, scored: Bool = true) {
        reduction = loss.reduction
        scores = ScoreTally(loss.score, ignoredClass: loss.ignoredClass)
        isScored = scored
    }

    /// A summed loss counts as it is, a mean one as often as the batch has rows.
    /// - Parameter judged: the rows that the loss counts.
    mutating func add(loss: Double, outputs: Tensor, targets: Targets, judged: Int) {
        total += reduction == .mean ? loss * Double(judged) : loss
        rows += judged
        if isScored { scores.add(outputs: outputs, targets: targets) }
    }

    var evaluation: Evaluation {
        Evaluation(
            loss: total / Double(rows), score: scores.score, value: isScored ? scores.value : nil,
            rows: rows)
    }
}
