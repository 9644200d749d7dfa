internal import Datasets
internal import Foundation
public import Jobs

/// D16: training labels are no noisier than the validation labels.
///
/// The classes that the 15 nearest training rows vote for are held against the labels of other
/// training rows and of validation rows. Where the votes are right of validation rows far more
/// often, it is the training labels that are wrong: votes outlive noise. How often they disagree is
/// information: classes may overlap.
public struct LabelNoise: DataCheck {
    public static let name = "label-noise"
    public static let verifies = "training labels are as reliable as validation labels"
    public var expected: String {
        "neighbours tell training labels within \(Figure.text(warnAbove)) as well as validation's"
    }
    public static let explains =
        [
            OverfitOneBatch.name, LossDecreases.name, "underfit", "plateau",
            LabelPermutation.name, "generalisation-gap",
        ] + Symptoms.ofTraining

    @Threshold(.unit, "votes that are right so much less often of training rows warn")
    public var warnAbove = 0.2
    private static let rows = 1200

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard data.classes != nil, data.training.targetShape.isEmpty, !data.takesIds else {
            return finding(.skipped, "neighbours are asked for one class of each row")
        }
        guard let training = data.storedRows(Self.rows, of: data.training),
            let held = data.storedRows(Self.rows / 3, of: data.validation),
            training.count >= 90, held.count >= 30,
            case .classes(let labels, let classes) = training.answers,
            case .classes(let truth, _) = held.answers
        else { return finding(.skipped, "there are too few rows for a probe") }
        let cut = training.count * 2 / 3
        let known = training.rows(0..<cut).features
        let own = training.rows(cut..<training.count).features
        let inner = Neighbours(of: own, among: known, count: 15)
            .votes(labels, classes: classes)
        let outer = Neighbours(of: held.features, among: known, count: 15)
            .votes(labels, classes: classes)
        let a = share(inner, Array(labels[cut...]))
        let b = share(outer, truth)
        let pooled =
            (a * Double(inner.count) + b * Double(outer.count))
            / Double(inner.count + outer.count)
        let error =
            (pooled * (1 - pooled)
            * (1 / Double(inner.count) + 1 / Double(outer.count))).squareRoot()
        let measurements = [
            Measurement(name: "votes right of training rows", value: a),
            Measurement(name: "votes right of validation rows", value: b, expected: "about alike"),
        ]
        guard b - a > warnAbove, error > 0, Chance.above((b - a) / error) < Significance.level
        else {
            return finding(
                .passed,
                "the nearest rows agree with \(Figure.text(a)) of training labels and "
                    + "\(Figure.text(b)) of validation labels", measurements: measurements)
        }
        return finding(
            .warned,
            "the 15 nearest training rows vote for the label of \(percent(b)) % of validation "
                + "rows, but of \(percent(a)) % of training rows: about \(percent(1 - a / b)) % "
                + "of the training labels are wrong",
            advice: "Look at training rows that disagree with their neighbours, and at how "
                + "training labels were made or joined.", measurements: measurements)
    }

    private func share(_ told: [Int], _ truth: [Int]) -> Double {
        Double(zip(told, truth).count { $0 == $1 }) / Double(max(1, truth.count))
    }

    private func percent(_ share: Double) -> String { Figure.text((100 * share).rounded()) }
}
