internal import Experiments
public import Jobs
public import Training

/// T14: as the loss falls, the metric improves: Spearman's rank correlation of −loss and score,
/// both taken on the same rows along the whole training, is at least 0.5 (healthy networks 0.85
/// and more); skipped where the loss does not fall for good, or the score moves less than three
/// standard errors.
public struct LossMetricAgreement: Monitor {
    public static let name = "loss-metric-agreement"
    public static let verifies = "as the loss falls, the metric improves"
    public var expected: String {
        "rank correlation of −loss and score at least \(Figure.text(warnBelow))"
    }

    @Threshold(.any, "a lower rank correlation warns")
    public var warnBelow = 0.5
    @Threshold(.notNegative, "the standard errors that the score must move to be judged")
    public var leastMovement = 3.0

    public init() {}

    public func watch(_ training: WatchedTraining) -> Watch {
        Watch(check: self, training: training)
    }

    public struct Watch: TrainingWatch {
        let check: LossMetricAgreement
        let training: WatchedTraining
        private var losses = StepSeries()
        private var scores = StepSeries()
        private var steps = 0
        private var fall: LossDecreases.Watch
        private var stability: Stability.Watch

        init(check: LossMetricAgreement, training: WatchedTraining) {
            self.check = check
            self.training = training
            fall = LossDecreases().watch(training)
            stability = Stability().watch(training)
        }

        public mutating func note(_ step: StepRecord) {
            if step.isFinite { steps += 1 }
            fall.note(step)
            stability.note(step)
        }

        public mutating func note(_ evaluation: Evaluation) {
            losses.append(evaluation.loss)
            scores.append(evaluation.value ?? .nan)
        }

        public func finding() -> Finding {
            let (losses, scores) = (losses.values, scores.values)
            guard losses.count >= 8, losses.allSatisfy(\.isFinite), scores.allSatisfy(\.isFinite)
            else { return check.finding(.skipped, "\(steps) steps are too few to correlate") }
            let movement = (scores.max() ?? 0) - (scores.min() ?? 0)
            let noise = 0.5 / Double(max(training.evaluatedRows, 1)).squareRoot()
            let rank = Statistics.spearman(losses.map { -$0 }, scores)
            let measurements = [
                Measurement(
                    name: "rank correlation", value: rank,
                    expected: "≥ \(Figure.text(check.warnBelow))"),
                Measurement(name: "movement of the score", value: movement),
            ]
            let series = Series(
                name: "along the training", kind: .scatter, xLabel: "loss", yLabel: "score",
                x: losses, y: scores)
            let objection =
                !fallsForGood
                ? "the loss does not fall, or not for good: nothing to agree with"
                : movement > check.leastMovement * noise && rank.isFinite
                    ? nil : "the score moves too little to tell (\(Figure.text(movement)))"
            if let objection {
                return check.finding(
                    .skipped, objection, measurements: measurements, series: [series])
            }
            // A score that rose and then sits at a frequent class's share agrees, whatever its
            // ranks.
            let third = scores.count / 3
            let improved =
                Statistics.mean(Array(scores.suffix(third)))
                > Statistics.mean(Array(scores.prefix(third))) + noise
            return check.finding(
                rank >= check.warnBelow || improved ? .passed : .warned,
                "loss and score agree with rank correlation \(Figure.text(rank)) over "
                    + training.extent(steps),
                advice: "Where one class is frequent, the score may sit at its share while the "
                    + "loss falls: look at labels, train longer. Else the loss does not measure "
                    + "what the metric does: compute both for a batch by hand.",
                measurements: measurements, series: [series])
        }

        private var fallsForGood: Bool {
            fall.finding().verdict == .passed
                && [.passed, .skipped].contains(stability.finding().verdict)
        }
    }
}
