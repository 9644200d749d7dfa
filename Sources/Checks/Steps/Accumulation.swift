public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U08 and U14: the gradients of one batch are those of its parts together, the last part smaller
/// than the others, as accumulating and shards on several hosts need it; in evaluation mode.
///
/// It fails where a loss that is declared as a mean is a sum, or the other way round, and warns
/// where rows are coupled otherwise, which a contrastive loss means to do.
public struct Accumulation: StepCheck {
    public static let name = "accumulation"
    public static let verifies = "the gradients of parts add up to those of the whole batch"
    public var expected: String { "equal gradients from one batch and from its parts" }

    @Threshold(.positive, "a larger relative difference of the gradients is told")
    public var tolerance = 1e-3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let step = training.freshStep()
        let network = step.network
        let count = min(training.training.count, max(5, min(training.batchSize, 64)))
        guard count > 2 else { return finding(.skipped, "a batch has too few rows to part") }
        let batch = training.rows(count)
        // Two equal parts and what is left.
        let size = count * 2 / 5
        let parts = [0..<size, size..<2 * size, 2 * size..<count].map { batch.rows(Array($0)) }
        let isMean = step.loss.reduction == .mean
        let judged = parts.map { Double(step.loss.judgedCount($0.targets)) }
        let all = judged.reduce(0, +)
        guard all > 0 else { return finding(.skipped, "no row of the batch counts") }
        // As a mean over the rows, and as a sum.
        var combined: [[Double]] = [[], []]
        for (part, rows) in zip(parts, judged) {
            let own = step.slopeAlone(on: part, mode: .evaluation).gradients
            let row = network.learnedValues(of: own.values)
            for (form, share) in [rows / all, 1].enumerated() {
                let addend = row.map { share * $0 }
                combined[form] =
                    combined[form].isEmpty ? addend : .sum(combined[form], addend)
            }
            training.progress()
        }
        let whole = network.learnedValues(
            of: step.slopeAlone(on: batch, mode: .evaluation).gradients.values)
        guard whole.norm > 0 else { return finding(.skipped, "the gradients are 0") }
        let differences = combined.map { [Double].difference(whole, $0).norm / whole.norm }
        let difference = differences[isMean ? 0 : 1]
        let measurements = [
            Measurement(
                name: "difference of the gradients", value: difference,
                expected: "≤ \(Figure.text(tolerance))")
        ]
        if difference <= tolerance {
            return finding(
                .passed, "\(count) rows give the gradients of their three parts together",
                measurements: measurements)
        }
        if differences[isMean ? 1 : 0] <= tolerance {
            return finding(
                .failed,
                "the gradients of \(count) rows are the \(isMean ? "sum" : "mean") of those of "
                    + "their parts: the loss is not the \(isMean ? "mean" : "sum") over the rows "
                    + "that it is declared to be",
                advice: "Declare the loss's `reduction` as it is, or divide by the number of rows.",
                measurements: measurements)
        }
        return finding(
            .warned,
            "the gradients of \(count) rows are not those of their parts: they differ by "
                + "\(Figure.text(100 * difference)) %",
            advice: "The loss or the network couples the rows of a batch, so accumulating batches "
                + "trains another thing than one large batch does.", measurements: measurements)
    }
}
