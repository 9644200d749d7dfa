package import Networks
package import Tensors

/// Sums losses and scores over the batches of an epoch, each row weighing the same whatever the
/// size of its batch.
package struct EpochTally {
    private let reduction: Reduction
    private var total = 0.0
    private var rows = 0
    private var scores: ScoreTally
    private let isScored: Bool
    /// Nil where the score is enough.
    private var answers: Answers?

    /// - Parameters:
    ///   - scored: whether predictions are counted beside the loss.
    ///   - metrics: whether all metrics are wanted; such a tally goes into no checkpoint.
    package init(_ loss: any Loss, scored: Bool = true, metrics: Bool = false) {
        answers = metrics ? Answers(loss) : nil
        reduction = loss.reduction
        scores = ScoreTally(loss.score, ignoredClass: loss.ignoredClass)
        isScored = scored
    }

    /// A summed loss counts as it is, a mean one as often as the batch has rows.
    /// - Parameters:
    ///   - judged: the rows, or their positions, that the loss counts.
    ///   - count: the rows of the batch.
    package mutating func add(
        loss: Double, outputs: Tensor, targets: Targets, judged: Int, rows count: Int
    ) {
        total += reduction == .mean ? loss * Double(judged) : loss
        rows += judged
        if isScored { scores.add(outputs: outputs, targets: targets) }
        answers?.add(outputs: outputs, targets: targets, rows: count)
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

    package var evaluation: Evaluation {
        Evaluation(
            loss: total / Double(rows), score: scores.score, value: isScored ? scores.value : nil,
            rows: rows, metrics: answers?.metrics)
    }
}
