internal import Datasets
internal import Experiments
internal import Training
public import Jobs

/// D12: random changes of inputs leave the answer in them.
///
/// A probe of the rows as read is held against one of the same rows as training changes them: where
/// less than half of its advantage over chance is left, the changes destroy what the answer rests
/// on, and where nothing is left of a clear one, they fail.
public struct AugmentationAgreement: DataCheck {
    public static let name = "augmentation-agreement"
    public static let verifies = "random changes of inputs leave the answer in them"
    public var expected: String {
        "a probe of changed rows keeps \(Figure.share(warnBelow)) of its advantage over chance"
    }
    public static let explains =
        [
            Pairing.name, LossDecreases.name, "underfit", "plateau", LabelPermutation.name,
            OverfitOneBatch.name,
        ] + Symptoms.ofTraining

    @Threshold(.unit, "a smaller share of the advantage that is left warns")
    public var warnBelow = 0.5

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard let loader = data.loader, loader.augmentation != nil || loader.transform != nil else {
            return finding(.skipped, "training changes no input at random")
        }
        guard data.training.count >= 150, let read = probe(data.storedRows(900, of: data.training)),
            let fed = probe(data.fedRows(900))
        else { return finding(.skipped, "there are too few rows with one answer for a probe") }
        guard read.findsSignal(), let before = read.readings.first, let after = fed.readings.first,
            before.z > 6
        else { return finding(.skipped, "a simple probe finds too little in the rows as read") }
        let kept = (after.agreement - after.chance) / (before.agreement - before.chance)
        let measurements = [
            Measurement(name: "agreement of a probe before", value: before.agreement),
            Measurement(name: "agreement after", value: after.agreement),
            Measurement(
                name: "advantage kept", value: kept,
                expected: "≥ \(Figure.text(warnBelow))"),
        ]
        let error = 0.5 / 300.0.squareRoot() / (before.agreement - before.chance)
        guard kept + 3 * error < warnBelow else {
            return finding(
                .passed,
                "a probe of changed rows keeps \(Figure.text(kept)) of its advantage over chance",
                measurements: measurements)
        }
        return finding(
            fed.findsSignal(level: 0.01) ? .warned : .failed,
            "a probe \(before.words("rows as read")), but "
                + after.words("rows as training changes them"),
            advice: "Look at the changed inputs in the check `inputs`: turn, mirror and shift "
                + "only as far as the answer stays the same.", measurements: measurements)
    }

    private func probe(_ rows: ProbeRows?) -> SignalProbe? {
        guard let rows, rows.count >= 150 else { return nil }
        let cut = rows.count * 2 / 3
        return SignalProbe(fittedTo: rows.rows(0..<cut), judgedOn: rows.rows(cut..<rows.count))
    }
}
