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
            "loss-decreases", "a loss that rises", .failed, "the loss rises from ",
            made: MadeTraining { 2 + 0.01 * $0 }),
        Sabotage("stability", "a learning rate of 30", .failed, "became") {
            $0.learningRate = 30
        },
        Sabotage(
            "stability", "a loss that becomes NaN", .failed, "the loss became NaN in step 7 of 10",
            made: MadeTraining(10) { $0 < 6 ? 2 : .nan }),
        Sabotage(
            "stability", "a loss that ends twice as high", .failed, "times its first value",
            made: MadeTraining { $0 < 100 ? 2 : 4 }),
        Sabotage(
            "stability", "a loss that rises after it fell", .warned,
            "stays above twice its minimum",
            made: MadeTraining { $0 < 100 ? 2 - 0.019 * $0 : 1.5 }),
        Sabotage(
            "loss-metric-agreement", "a score that falls with the loss", .warned,
            "rank correlation -1",
            made: MadeTraining(40, score: { 0.9 - 0.02 * $0 }) { 2 - 0.04 * $0 }),
        Sabotage(
            "clipping", "gradients clipped to 1e-4", of: "edit-37", .warned,
            "100 % of the steps are clipped"),
    ]
}
