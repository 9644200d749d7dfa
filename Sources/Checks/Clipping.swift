public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U12: clipping holds its bound, and is the exception: more than 95 % of the steps clipped warns.
public struct Clipping: Monitor {
    public static let name = "clipping"
    public static let verifies = "gradient clipping holds its bound and is not always on"
    public var expected: String {
        "norm after clipping ≤ the bound; at most \(Figure.text(100 * warnAbove)) % of steps "
            + "clipped"
    }

    @Threshold(.share, "a larger share of clipped steps warns")
    public var warnAbove = 0.95

    public init() {}

    public func judge(_ trace: TrainingTrace, of recipe: Recipe) -> Finding {
        guard let bound = recipe.specification.training.clipNorm else {
            return finding(.skipped, "the experiment does not clip gradients")
        }
        guard !trace.steps.isEmpty else { return finding(.skipped, "no step was taken") }
        let clipped = trace.steps.count(where: \.isClipped)
        let share = Double(clipped) / Double(trace.steps.count)
        let after = recipe.clippedNorm(bound)
        let typical = Statistics.median(trace.steps.map(\.gradientNorm))
        let measurements = [
            Measurement(
                name: "norm after clipping", value: after, expected: "≤ \(Figure.text(bound))"),
            Measurement(
                name: "steps clipped", value: 100 * share,
                expected: "≤ \(Figure.text(100 * warnAbove))", unit: "%"),
            Measurement(name: "median norm before clipping", value: typical),
        ]
        if !(after <= bound * (1 + 1e-5)) {
            return finding(
                .failed,
                "the norm after clipping is \(Figure.text(after)), above \(Figure.text(bound))",
                advice: "The gradients are clipped before they are complete, or not at all.",
                measurements: measurements)
        }
        if share > warnAbove {
            return finding(
                .warned,
                "\(Figure.text(100 * share)) % of the steps are clipped: the bound "
                    + "\(Figure.text(bound)) lies far below the median norm "
                    + Figure.text(typical),
                advice: "Such clipping only scales the learning rate down: raise `clip-norm` "
                    + "above the usual norm.", measurements: measurements)
        }
        return finding(
            .passed, "\(Figure.text(100 * share)) % of \(trace.extent) are clipped",
            measurements: measurements)
    }
}
