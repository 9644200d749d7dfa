internal import Datasets
public import Jobs

/// D06: training and validation rows come from one source, through one transform, with one meaning
/// of the labels.
///
/// A column's mean that differs by more than a quarter of a standard deviation and beyond chance
/// (Benjamini and Hochberg, JRSS B 57, 1995) warns, and so does a small classifier that tells the
/// two sets apart; where the training rows were standardised as
/// read and the validation rows were not, and where a probe fitted to training tells validation
/// targets far below chance, it fails.
public struct SplitParity: DataCheck {
    public static let name = "split-parity"
    public static let verifies = "training and validation rows are alike, and labelled alike"
    public var expected: String {
        "means within \(Figure.text(warnAbove)) standard deviations of each other; a probe fitted "
            + "to training beats chance on validation"
    }
    public static let explains =
        [
            LossMetricAgreement.name, LabelPermutation.name,
            "generalisation-gap", "class-recall", "label-noise", "overtraining",
        ] + Symptoms.ofTraining

    @Threshold(.positive, "a mean that differs by more standard deviations warns")
    public var warnAbove = 0.25
    @Threshold(20...100_000, "of fewer validation rows nothing is said")
    public var leastRows = 30
    @Threshold(.unit, "a classifier of the two sets whose area is surely larger warns")
    public var warnArea = 0.6

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard data.validation.count >= leastRows, data.training.count >= leastRows else {
            return finding(.skipped, "there are too few rows to compare the sets by")
        }
        if data.takesIds || !data.training.tokens.isEmpty {
            return finding(.skipped, "the inputs are ids, which have no means")
        }
        let shifts = ColumnShift.all(data)
        let notable = ColumnShift.notable(shifts, above: warnAbove)
        let across = SplitProbe(data)
        let measurements = measurements(notable.count, across)
        let worst = notable.max { abs($0.difference) < abs($1.difference) }
        if let worst, ColumnShift.isStandardisedOnOneSide(data, shifts) {
            return finding(
                .failed,
                "the training rows are standardised and the validation rows are not: the mean of "
                    + "\(data.columnName(worst.column)) is \(Figure.text(worst.training)) and "
                    + Figure.text(worst.validation),
                advice: "Scale both sets by the training rows' figures.",
                measurements: measurements)
        }
        if let across, across.isContradicted {
            return finding(
                .failed,
                "a probe fitted to training rows agrees with "
                    + "\(Figure.text(across.within.agreement)) of other training rows, but with "
                    + "\(Figure.text(across.across.agreement)) of validation rows (chance "
                    + "\(Figure.text(across.across.chance)))",
                advice: "The two sets' labels mean different things, or one set's rows and "
                    + "targets are out of step: compare how both are read, and the order of "
                    + "classes.", measurements: measurements)
        }
        if let worst {
            return finding(
                .warned,
                "\(notable.count) of \(shifts.count) columns differ between the sets beyond "
                    + "chance: \(data.columnName(worst.column)) has mean "
                    + "\(Figure.text(worst.training)) in training and "
                    + "\(Figure.text(worst.validation)) in validation, "
                    + "\(Figure.text(abs(worst.difference))) standard deviations apart",
                advice: "Apply the same transform to both sets, by the training rows' figures, "
                    + "and split at random unless time or groups forbid it.",
                measurements: measurements)
        }
        return sources(
            data,
            "the means of all columns agree (\(shifts.count))"
                + (across.map {
                    "; a probe fitted to training agrees with "
                        + "\(Figure.text($0.across.agreement)) of validation rows"
                } ?? ""), measurements)
    }

    /// Whether a classifier tells the sets apart by more than their means.
    private func sources(
        _ data: CheckedData, _ alike: String, _ measurements: [Measurement]
    ) -> Finding {
        guard let told = DomainClassifier(data), told.lower > warnArea else {
            return finding(.passed, alike, measurements: measurements)
        }
        return finding(
            .warned,
            "a small classifier tells validation rows from training rows, with an area under the "
                + "ROC curve of \(Figure.text(told.area)), at least \(Figure.text(told.lower))",
            advice: DomainClassifier.advice, measurements: measurements)
    }

    private func measurements(_ notable: Int, _ across: SplitProbe?) -> [Measurement] {
        var found = [
            Measurement(
                name: "columns whose mean differs", value: Double(notable), expected: "0")
        ]
        if let across {
            found += [
                Measurement(
                    name: "a probe on other training rows", value: across.within.agreement),
                Measurement(
                    name: "the same probe on validation rows", value: across.across.agreement,
                    expected: "about the same"),
            ]
        }
        return found
    }
}
