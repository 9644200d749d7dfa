internal import Datasets
public import Jobs
internal import Tensors

/// D07: validation rows lie no nearer to training rows than training rows do to each other.
///
/// The distances to the nearest training row, of validation rows and of other training rows, are
/// held against each other by a one-sided test of Kolmogorov and Smirnov: copies with a little
/// noise, crops or recompressed pictures lie far nearer. Only an excess at less than half of the
/// usual distance warns, so that a narrower source is no leak; equal rows are what `duplicates`
/// finds.
public struct NearDuplicates: DataCheck {
    public static let name = "near-duplicates"
    public static let verifies = "no validation row is a near copy of a training row"
    public var expected: String {
        "at most \(Figure.share(warnAbove)) more validation rows than training rows that near"
    }
    public static let explains = ["generalisation-gap", LabelPermutation.name]

    @Threshold(.unit, "a larger share of validation rows that are nearer than chance warns")
    public var warnAbove = 0.05

    public init() {}

    private static let asked = 600
    private static let among = 3000

    public func examine(_ data: CheckedData) throws -> Finding {
        if data.takesIds || !data.training.tokens.isEmpty {
            return finding(.skipped, "the inputs are ids, which have no distances")
        }
        guard data.validation.count >= 40, data.training.count >= 80 else {
            return finding(.skipped, "there are too few rows to compare distances by")
        }
        guard let found = distances(data) else {
            return finding(.skipped, "too few rows are different from all others")
        }
        let excess = found.excess
        let measurements = [
            Measurement(
                name: "more validation than training rows so near", value: excess.share,
                expected: "≤ \(Figure.text(warnAbove))"),
            Measurement(name: "that near", value: excess.distance),
            Measurement(name: "usual distance of training rows", value: found.usual),
        ]
        let words =
            "the nearest training row is \(Figure.text(found.usualOfHeld)) from a validation row "
            + "and \(Figure.text(found.usual)) from a training row, by the median"
        guard excess.share > warnAbove, excess.distance < found.usual / 2,
            found.chance(of: excess.share) < Significance.level
        else { return finding(.passed, words, measurements: measurements) }
        return finding(
            .warned,
            "\(Figure.text(100 * excess.share)) % more validation rows than training rows have a "
                + "training row within \(Figure.text(excess.distance)), where "
                + "\(Figure.text(found.usual)) is usual; such as validation row \(found.nearest)",
            advice: "Look for copies with noise, crops, other encodings or the next second of one "
                + "recording, and split by what they come from (group) rather than by row.",
            measurements: measurements)
    }

    private func distances(_ data: CheckedData) -> NearestDistances? {
        let key = data.key("projection")
        let rows = data.randomRows(Self.among, of: data.training)
        let held = data.randomRows(Self.asked, of: data.validation)
        guard let learned = data.features(rows, of: data.training, key: key),
            let validation = data.features(held, of: data.validation, key: key)
        else { return nil }
        let (among, others) = SignalProbe.standardised(learned, validation)
        let own = among.gatheringRows(Array(0..<min(Self.asked, rows.count)))
        let training = Neighbours(of: own, among: among, count: 1, excludingSelf: true).nearest
        let nearest = Neighbours(of: others, among: among, count: 1).nearest
        return NearestDistances(training: training, held: nearest, rows: held)
    }
}
