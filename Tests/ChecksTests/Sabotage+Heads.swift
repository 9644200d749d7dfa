import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// Heads whose range does not suit the loss or the targets, and batches of one row.
    static let heads: [Sabotage] = [
        Sabotage(
            "output-activation", "squared errors of softmax's probabilities", .warned,
            "mean-squared-error of softmax's probabilities"
        ) {
            $0.regress(onto: { $0 == $1 ? 1 : 0 }, width: 10)
            $0.rebuild { $0 + [Softmax()] }
        },
        Sabotage(
            "output-activation", "softmax for several labels", .failed,
            "100 % of the rows have no label or several"
        ) {
            $0.regress(onto: { $0 == $1 || ($0 + 1) % 10 == $1 ? 1 : 0 }, width: 10)
            $0.specification.loss.kind = "binary-cross-entropy-of-probabilities"
            $0.rebuild { $0 + [Softmax()] }
        },
        Sabotage(
            "output-activation", "softmax of one unit, given as a probability", of: "ok-17",
            .failed, "a softmax over one output is the same whatever the input"
        ) {
            $0.specification.loss.kind = "binary-cross-entropy-of-probabilities"
            $0.rebuild { $0 + [Softmax()] }
        },
        Sabotage(
            "output-activation", "a linear head for probabilities", of: "ok-17", .failed,
            "takes probabilities, but"
        ) {
            $0.specification.loss.kind = "binary-cross-entropy-of-probabilities"
        },
        Sabotage(
            "output-activation", "softplus for targets around 0", .failed,
            "Softplus, keeps its outputs at 0 or above, but"
        ) {
            $0.regress(onto: { label, _ in Float(label) - 4.5 })
            $0.rebuild { $0 + [Softplus()] }
        },
        Sabotage(
            "output-activation", "gelu for targets around 0", .failed,
            "GELU, keeps its outputs at -0.17 or above, but"
        ) {
            $0.regress(onto: { label, _ in Float(label) - 4.5 })
            $0.rebuild { $0 + [GELU()] }
        },
        Sabotage(
            "output-activation", "elu for targets down to -4.5", .failed,
            "ELU, keeps its outputs at -1.0 or above, but"
        ) {
            $0.regress(onto: { label, _ in Float(label) - 4.5 })
            $0.rebuild { $0 + [ELU(), Flatten()] }
        },
        Sabotage(
            "output-activation", "relu before a pooling and cross-entropy", .warned,
            "ReLU, keeps its outputs at 0 or above"
        ) {
            $0.rebuild { $0 + [ReLU(), Dropout(0.1), Flatten()] }
        },
        Sabotage(
            "batch-norm-rows", "batches of one row", .failed,
            "layer 1 normalises over batches of one row"
        ) {
            $0.specification.model.insert(ComponentSpecification(kind: "batch-norm"), at: 1)
            $0.specification.training.batchSize = 1
        },
        Sabotage(
            "batch-norm-rows", "a last batch of one row", .warned,
            "the last batch of each epoch is of one row"
        ) {
            $0.specification.model.insert(ComponentSpecification(kind: "batch-norm"), at: 1)
            $0.specification.training.batchSize = $0.training.count - 1
        },
        Sabotage(
            "schedule", "a warm-up longer than the training", .warned,
            "the warm-up of 10000 steps never ends in a training of 675"
        ) {
            $0.specification.schedule.settings["warmup-steps"] = .scalar(.integer(10_000))
        },
        Sabotage(
            "schedule", "a cycle longer than the training", .warned,
            "in 675 steps and never reaches"
        ) {
            $0.specification.schedule = ComponentSpecification(
                kind: "cyclic",
                settings: [
                    "minimum": .scalar(.real(1e-4)), "up-steps": .scalar(.integer(2000)),
                ])
        },
        Sabotage(
            "clipping", "every value clipped to 1e-6", .warned, "values are clipped in 100 %"
        ) {
            $0.specification.training.clipValue = 1e-6
        },
    ]
}

extension Recipe {
    /// Gives every row numbers made of its class, and the squared errors as loss.
    mutating func regress(onto number: (_ label: Int, _ column: Int) -> Float, width: Int = 1) {
        guard case .classes(let labels) = training.targets else { return }
        let values = labels.flatMap { label in (0..<width).map { number(Int(label), $0) } }
        specification.loss = ComponentSpecification(kind: "mean-squared-error")
        training = Examples(
            inputs: training.inputs,
            targets: .values(Tensor(values, shape: [labels.count, width])))
    }
}
