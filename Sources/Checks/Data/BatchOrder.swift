internal import Datasets
internal import Experiments
internal import Foundation
public import Jobs
internal import Randomness
internal import Training

/// D09: an epoch's batches are all different, and mix the answers.
///
/// Batches are compared by hashes of inputs and targets: the same one again and again fails. How
/// even the answers are spread over batches is held against 40 random orders of the rows: batches
/// of one kind each warn.
public struct BatchOrder: DataCheck {
    public static let name = "batch-order"
    public static let verifies = "an epoch's batches are all different and mix the answers"
    public var expected: String { "no batch twice in an epoch; answers spread as by chance" }
    public static let explains =
        [
            LossDecreases.name, Stability.name, "epoch-sawtooth", "oscillation", "class-recall",
            LossMetricAgreement.name, "generalisation-gap", "overtraining", "row-drift",
            "gradient-spikes",
        ] + Symptoms.ofTraining

    private static let batches = 40
    @Threshold(.positive, "answers gathered in batches so many times as much as by chance warn")
    public var warnAbove = 1.5

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard let loader = data.loader else {
            return finding(.skipped, "no training is known, which would cut rows into batches")
        }
        let rows = loader.rows(epoch: 0)
        let count = min(Self.batches, loader.batchCount(rows: rows.count))
        guard count >= 2 else {
            return finding(.skipped, "an epoch has one batch: there is no order to judge")
        }
        let distinct = Set(data.trainingScan.hashes.prefix(10_000)).count
        var hashes: [UInt64] = []
        var spread = AnswerSpread()
        for index in 0..<count {
            let batch = loader.batch(index, epoch: 0, rows: rows)
            hashes.append(batch.hash)
            spread.add(batch)
            if (index + 1) * loader.batchSize * max(1, data.training.inputSize) > 1 << 24 { break }
        }
        let repeated = hashes.count - Set(hashes).count
        let measurements = [
            Measurement(name: "batches looked at", value: Double(hashes.count)),
            Measurement(
                name: "batches that came before", value: Double(repeated), expected: "0"),
        ]
        // Of few different rows, or a row at a time, batches are equal by chance.
        if repeated > 0, distinct >= 10, loader.batchSize > 1 || repeated == hashes.count - 1,
            repeated * 2 >= hashes.count || distinct >= 10 * loader.batchSize
        {
            return finding(
                .failed, "\(repeated) of \(hashes.count) batches of an epoch came before",
                advice: "Training sees the same rows again and again, and others never: look at "
                    + "how the loader is advanced.", measurements: measurements)
        }
        var stream = RandomStream(data.key("batch order"))
        if let gathered = spread.gathered(by: &stream), gathered.ratio > warnAbove,
            Chance.above(gathered.z) < Significance.level
        {
            return finding(
                .warned,
                "answers gather in batches: equal ones meet \(Figure.text(gathered.ratio)) times "
                    + "as often as in a random order",
                advice: "Shuffle the rows (`shuffle: true`): a batch of one kind of answer pulls "
                    + "all weights towards it.",
                measurements: measurements + [
                    Measurement(
                        name: "equal answers in a batch, times chance", value: gathered.ratio,
                        expected: "≈ 1")
                ])
        }
        return finding(
            .passed, "\(hashes.count) batches of an epoch are all different, their answers mixed",
            measurements: measurements)
    }
}
