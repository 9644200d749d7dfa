import Experiments
import Checks
import Jobs

extension Sabotage {
    /// What monitors see while an experiment trains.
    static let monitored: [Sabotage] = [
        Sabotage("loss-decreases", "a learning rate of 1e-9", .warned, "no fall beyond noise") {
            $0.learningRate = 1e-9
        },
        Sabotage(
            "loss-decreases", "a loss that rises", .failed, "the loss does not fall: from ",
            trace: .made { 2 + 0.01 * $0 }),
        Sabotage("stability", "a learning rate of 30", .failed, "became") {
            $0.learningRate = 30
        },
        Sabotage(
            "stability", "a loss that becomes NaN", .failed, "the loss became nan in step 7",
            trace: .made(6, breakdown: "the loss became nan in step 7") { _ in 2 }),
        Sabotage(
            "stability", "a loss that ends twice as high", .failed, "times its first value",
            trace: .made { $0 < 100 ? 2 : 4 }),
        Sabotage(
            "stability", "a loss that rises after it fell", .warned,
            "stays above twice its minimum", trace: .made { $0 < 100 ? 2 - 0.019 * $0 : 1.5 }),
        Sabotage(
            "loss-metric-agreement", "a score that falls with the loss", .warned,
            "rank correlation -1", trace: .made(40, score: { 0.9 - 0.02 * $0 }) { 2 - 0.04 * $0 }),
        Sabotage(
            "clipping", "gradients clipped to 1e-4", of: "edit-37", .warned,
            "100 % of the steps are clipped"),
    ]
}

extension TrainingTrace {
    /// A training made by hand: each step's loss, and its score where one is given.
    static func made(
        _ steps: Int = 200, breakdown: String? = nil, score: ((Double) -> Double)? = nil,
        loss: (Double) -> Double
    ) -> TrainingTrace {
        let places = (0..<steps).map { Double($0) }
        let made = places.map {
            Step(loss: loss($0), gradientNorm: 1, learningRate: 0.1, isClipped: false)
        }
        let probes = score.map { score in
            places.map { Probe(loss: loss($0), score: score($0)) }
        }
        return TrainingTrace(
            steps: made, probes: probes ?? [], probeRows: 512, plannedSteps: steps,
            breakdown: breakdown)
    }
}
