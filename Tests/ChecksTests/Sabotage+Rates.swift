import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// Learning rates, batches and sums that do not fit.
    static let rates: [Sabotage] = [
        Sabotage(
            "loss-reduction", "a rate for means, a sum of 32 rows", of: "edit-25", .failed,
            "so gradients are 32 times those of a mean"),
        Sabotage(
            "loss-reduction", "a sum that says it is a mean", .failed,
            "the same 32 rows twice have 2 times the loss"
        ) {
            $0.loss = HandLoss(mistake: .summedLoss)
        },
        Sabotage(
            "loss-reduction", "a loss that weighs rows by their order", .failed,
            "rows in turned order have"
        ) {
            $0.loss = FirstRowLoss(plain: $0.loss)
        },
        Sabotage(
            "curvature", "a linear model far too fast", .failed,
            "where gradient descent is stable up to 2: after 60 steps"
        ) {
            $0.specification.model = [$0.specification.model[2]]
            $0.learningRate = 1000
        },
        Sabotage(
            "curvature", "a rate of 30", .warned, "the loss of 256 rows is no number"
        ) {
            $0.learningRate = 30
        },
        Sabotage("step-length", "a rate of 30", .warned, "% of the way to the lowest point") {
            $0.learningRate = 30
        },
        Sabotage("step-length", "a rate of 1e-5", .warned, "at a learning rate of 0.001") {
            $0.learningRate = 1e-5
        },
        Sabotage(
            "learning-rate", "a rate of 30 from weights far too large", .warned,
            "(a constant answer has"
        ) {
            $0.learningRate = 30
            for layer in $0.specification.model.indices
            where $0.specification.model[layer].kind == "linear" {
                $0.specification.model[layer].settings["initializer"] = .component(
                    ComponentSpecification(
                        kind: "normal", settings: ["deviation": .scalar(.real(1))]))
            }
        },
        Sabotage("rate-sweep", "a rate of 10", .warned, "but the own of 10 does not in") {
            $0.learningRate = 10
        },
        Sabotage("batch-size", "all rows at once, 15 times", .warned, "15 steps are planned in all")
        {
            $0.specification.training.batchSize = $0.training.count
        },
    ]
}

/// Adds to a loss what the first row alone puts out.
private struct FirstRowLoss: Loss {
    let plain: any Loss
    var reduction: Reduction { plain.reduction }
    var score: Score { plain.score }

    func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        plain(outputs, targets) + outputs.sliced(axis: 0, 0..<1).sumOfSquares() * 0.1
    }
}

extension Changed {
    static let rates: [Changed] = [
        Changed("loss-reduction", "tolerance", 10, .passed) {
            $0.loss = HandLoss(mistake: .summedLoss)
        },
        Changed("loss-reduction", "warn-rise", 1e-9, of: "edit-25", .warned) {
            $0.learningRate = 0.003
        },
        Changed("learning-rate", "high-share", 1e6, .passed) { $0.learningRate = 30 },
        Changed("learning-rate", "low-share", 1e-9, .passed) { $0.learningRate = 1e-5 },
        Changed("curvature", "most", 1e9, .passed) { $0.learningRate = 30 },
        Changed("step-length", "long", 1e9, .passed) { $0.learningRate = 30 },
        Changed("step-length", "short", 1e-9, .passed) { $0.learningRate = 1e-5 },
        Changed("batch-size", "times", 1e30, .passed) {
            $0.learningRate = 0.001
            $0.specification.training.epochs = 1
        },
        Changed("batch-size", "few-steps", 5, .passed) {
            $0.specification.training.batchSize = $0.training.count
        },
    ]
}
