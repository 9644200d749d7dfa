public import Jobs

/// T14: as the loss falls, the metric improves: Spearman's rank correlation of −loss and score,
/// both taken on the same rows along the whole training, is at least 0.5 (healthy networks 0.85
/// and more); skipped where the loss does not fall or the score moves less than three standard
/// errors.
public enum LossMetricAgreement: Monitor {
    public static let name = "loss-metric-agreement"
    public static let verifies = "as the loss falls, the metric improves"
    public static let expected = "rank correlation of −loss and score at least 0.5"

    public static func judge(_ trace: TrainingTrace, of subject: Subject) -> Finding {
        let losses = trace.probes.map(\.loss)
        let scores = trace.probes.map(\.score)
        guard losses.count >= 8, losses.allSatisfy(\.isFinite), scores.allSatisfy(\.isFinite) else {
            return finding(.skipped, "\(trace.steps.count) steps are too few to correlate")
        }
        let movement = (scores.max() ?? 0) - (scores.min() ?? 0)
        let noise = 0.5 / Double(max(trace.probeRows, 1)).squareRoot()
        let rank = Statistics.spearman(losses.map { -$0 }, scores)
        let measurements = [
            Measurement(name: "rank correlation", value: rank, expected: "≥ 0.5"),
            Measurement(name: "movement of the score", value: movement),
        ]
        let series = Series(
            name: "along the training", kind: .scatter, xLabel: "loss", yLabel: "score", x: losses,
            y: scores)
        guard LossDecreases.judge(trace, of: subject).verdict == .passed else {
            return finding(
                .skipped, "the loss does not fall, so there is nothing to agree with",
                measurements: measurements, series: [series])
        }
        guard movement > 3 * noise, rank.isFinite else {
            return finding(
                .skipped, "the score moves too little to tell (\(Figure.text(movement)))",
                measurements: measurements, series: [series])
        }
        return finding(
            rank >= 0.5 ? .passed : .warned,
            "loss and score agree with rank correlation \(Figure.text(rank)) over \(trace.extent)",
            advice: "The loss does not measure what the metric does: check the loss's form and "
                + "the metric's code on a batch by hand.", measurements: measurements,
            series: [series])
    }
}
