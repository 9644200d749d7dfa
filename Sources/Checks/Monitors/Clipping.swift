internal import Experiments
public import Jobs
public import Training

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

    public func watch(_ training: WatchedTraining) -> Watch {
        Watch(check: self, training: training)
    }

    public struct Watch: TrainingWatch {
        let check: Clipping
        let training: WatchedTraining
        private var norms = StepSeries()
        private var clipped = 0
        private var hasBroken = false

        init(check: Clipping, training: WatchedTraining) {
            self.check = check
            self.training = training
        }

        public mutating func note(_ step: StepRecord) {
            guard step.isFinite else { return hasBroken = true }
            norms.append(step.gradientNorm ?? .nan)
            if step.isClipped { clipped += 1 }
        }

        public func finding() -> Finding {
            guard let bound = training.clipNorm else {
                return check.finding(.skipped, "the experiment does not clip gradients")
            }
            guard norms.steps > 0 else { return check.finding(.skipped, "no step was taken") }
            return judgement(
                on: Double(clipped) / Double(norms.steps), bound,
                after: training.clippedNorm?(bound))
        }

        private func judgement(on share: Double, _ bound: Double, after: Double?) -> Finding {
            let typical = Statistics.median(norms.values)
            let words = Figure.text(100 * share)
            let measurements =
                (after.map {
                    [
                        Measurement(
                            name: "norm after clipping", value: $0,
                            expected: "≤ \(Figure.text(bound))")
                    ]
                } ?? []) + [
                    Measurement(
                        name: "steps clipped", value: 100 * share,
                        expected: "≤ \(Figure.text(100 * check.warnAbove))", unit: "%"),
                    Measurement(name: "median norm before clipping", value: typical),
                ]
            if let after, !(after <= bound * (1 + 1e-5)) {
                return check.finding(
                    .failed,
                    "the norm after clipping is \(Figure.text(after)), above "
                        + Figure.text(bound),
                    advice: "The gradients are clipped before they are complete, or not at all.",
                    measurements: measurements)
            }
            if share > check.warnAbove {
                return check.finding(
                    .warned,
                    "\(words) % of the steps are clipped: the bound \(Figure.text(bound)) lies far "
                        + "below the median norm \(Figure.text(typical))",
                    advice: "Such clipping only scales the learning rate down: raise `clip-norm` "
                        + "above the usual norm.", measurements: measurements)
            }
            let extent = training.extent(norms.steps, hasBroken: hasBroken)
            return check.finding(
                .passed, "\(words) % of \(extent) are clipped", measurements: measurements)
        }
    }
}
