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

    /// All that was counted, for a checkpoint.
    var numbers: [Double] { [total, Double(rows)] + scores.numbers }

    /// Takes back what `numbers` were; returns whether they can be those of such a tally.
    mutating func restore(_ numbers: [Double]) -> Bool {
        guard numbers.count >= 2, let rows = Int(exactly: numbers[1]), rows >= 0 else {
            return false
        }
        total = numbers[0]
        self.rows = rows
        return scores.restore(Array(numbers.dropFirst(2)))
    }

    var evaluation: Evaluation {
        Evaluation(
            loss: total / Double(rows), score: scores.score, value: isScored ? scores.value : nil,
            rows: rows)
    }
}
