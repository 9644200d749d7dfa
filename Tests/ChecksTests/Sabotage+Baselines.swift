import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What short trainings show beside what needs none.
    static let baselines: [Sabotage] = [
        Sabotage(
            "beats-constant", "six sigmoid layers", of: "edit-14", .warned,
            "; five nearest neighbours comes to 0.9"
        ),
        Sabotage(
            "beats-constant", "training labels that are one class on", .warned,
            "its own predictions dealt out at random"
        ) {
            $0.relabel { _ in true }
        },
        Sabotage(
            "beats-linear", "a learning rate of 1e-5", .warned, "five nearest neighbours 0.9"
        ) {
            $0.learningRate = 1e-5
        },
        Sabotage(
            "input-matters", "all inputs 0", .failed, "no output depends on its input"
        ) {
            $0.training = Examples(
                inputs: .zeros($0.training.inputs.shape), targets: $0.training.targets)
        },
        Sabotage("input-matters", "a learning rate of 1e-7", .warned, "neighbours scores 0.9") {
            $0.learningRate = 1e-7
        },
        Sabotage(
            "features-learned", "a learning rate of 1e-5", .warned, "a head on its random body 0.9"
        ) {
            $0.learningRate = 1e-5
        },
        Sabotage("enough-data", "twenty training rows", .warned, " of 20") {
            $0.training = $0.training.rows(Array(0..<20))
        },
        Sabotage("reference-result", "a score too high to be true", .warned, "known is 0.8") {
            $0.expect(score: 0.8, within: 0.01)
        },
        Sabotage(
            "reference-result", "a learning rate of 1e-4 in one epoch", .warned,
            "known is 0.97"
        ) {
            $0.specification.training.epochs = 1
            $0.learningRate = 1e-4
            $0.expect(score: 0.97, within: 0.01)
        },
        Sabotage("capacity-by-width", "two hidden units", .warned, "twice the width") {
            $0.specification.model[0].settings["features"] = .scalar(.integer(2))
        },
    ]
}
