internal import Experiments
public import Jobs
public import Training

/// U12: clipping holds its bound, and is the exception: more than 95 % of the steps clipped warns;
/// clipped value by value, where that also leaves less than half of the gradients' norm.
public struct Clipping: Monitor {
    public static let name = "clipping"
    public static let verifies = "gradient clipping holds its bound and is not always on"
    public static let explains =
        [
            LossDecreases.name, "update-ratio", "step-length", OverfitOneBatch.name,
            "features-learned",
        ] + Symptoms.ofTraining
    public var expected: String {
        "nothing beyond the bound; at most \(Figure.text(100 * warnAbove)) % of steps clipped"
    }

    @Threshold(.share, "a larger share of clipped steps warns")
    public var warnAbove = 0.95
    @Threshold(.share, "clipping value by value that leaves less of the norm may warn")
    public var leaves = 0.5

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
            // Where both kinds clip, the norm's is told by the norm.
            if let bound = training.clipNorm, let norm = step.gradientNorm {
                clipped += norm > bound ? 1 : 0
            } else if step.isClipped {
                clipped += 1
            }
        }

        public func finding() -> Finding {
            guard training.clipNorm ?? training.clipValue != nil else {
                return check.finding(.skipped, "the experiment does not clip gradients")
            }
            guard norms.steps > 0 else { return check.finding(.skipped, "no step was taken") }
            let share = Double(clipped) / Double(norms.steps)
            let extent = training.extent(norms.steps, hasBroken: hasBroken)
            if let bound = training.clipNorm {
                return check.judgement(
                    on: share, of: extent, bound: bound, typical: Statistics.median(norms.values),
                    after: training.clippedNorm?(bound))
            }
            let bound = training.clipValue ?? 0
            return check.judgement(
                on: share, of: extent, value: bound, after: training.clippedValues?(bound))
        }
    }
}
