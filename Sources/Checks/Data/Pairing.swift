internal import Datasets
internal import Experiments
public import Jobs
internal import Training

/// D10: what training is fed pairs each input with its own target.
///
/// The five nearest neighbours and ridge regression are fitted to some of the rows as the loader
/// gives them and judged on others, against all orders of the targets. Where they tell nothing,
/// but the rows as read or the validation rows do, the pairs were lost: *fail*; where none does,
/// *warn*.
public struct Pairing: DataCheck {
    public static let name = "pairing"
    public static let verifies = "inputs and targets that belong together are fed together"
    public var expected: String { "simple readers of the rows beat chance on others" }
    public static let explains =
        [
            LabelPermutation.name, LossDecreases.name, LossMetricAgreement.name, "plateau",
            "underfit",
            "class-recall",
            "label-noise", "split-parity", "augmentation-agreement",
        ] + Symptoms.ofTraining

    @Threshold(20...100_000, "so many rows at least are read, or the check is skipped")
    public var leastRows = 100
    private static let rows = 900

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard data.training.count >= leastRows else {
            return finding(.skipped, "\(data.training.count) rows are too few for a probe")
        }
        guard let fed = probe(data.fedRows(Self.rows)) else {
            return finding(.skipped, "rows have no single answer that a simple probe could read")
        }
        let best = fed.best ?? .none
        let measurements = [
            Measurement(name: "agreement", value: best.agreement, expected: "> chance"),
            Measurement(name: "chance", value: best.chance),
            Measurement(
                name: "distance from chance", value: best.z, expected: "≥ 4",
                unit: "standard deviations"),
        ]
        // A signal seen by mistake costs little here; one that is overlooked, a false alarm.
        if fed.findsSignal(level: 0.01) {
            return finding(
                .passed,
                "a simple probe of the rows as fed \(best.words("other rows"))",
                measurements: measurements)
        }
        let read = probe(data.storedRows(Self.rows, of: data.training))
        let held = probe(data.storedRows(Self.rows, of: data.validation))
        for (other, name) in [(read, "the rows as read"), (held, "the validation rows")] {
            guard let other, other.findsSignal(), let found = other.best else { continue }
            return finding(
                .failed,
                "a probe of what training is fed tells nothing: it "
                    + "\(best.words("other rows")), but one of \(name) \(found.words("others"))",
                advice: "Inputs and targets of training are out of step: look for a shuffle of one "
                    + "without the other, for random changes that destroy the answer, and for "
                    + "rows dropped from one file only.", measurements: measurements)
        }
        if !data.isTable, !data.training.isImages {
            return finding(
                .skipped, "a simple probe finds no signal in these sequences: networks may",
                measurements: measurements)
        }
        return finding(
            .warned,
            "no signal was found: a simple probe \(best.words("other rows")), which chance alone "
                + "would show",
            advice: "Random or misplaced targets look like this, and so do answers that no "
                + "neighbour and no straight line tells: where training beats a constant on "
                + "held-out rows, all is well.", measurements: measurements)
    }

    /// Fits to two thirds and judges on the rest.
    private func probe(_ rows: ProbeRows?) -> SignalProbe? {
        guard let rows, rows.count >= 40 else { return nil }
        let cut = rows.count * 2 / 3
        return SignalProbe(fittedTo: rows.rows(0..<cut), judgedOn: rows.rows(cut..<rows.count))
    }
}
