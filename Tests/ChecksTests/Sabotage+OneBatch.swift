import Experiments
import Checks
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What a few rows bring to light.
    static let oneBatch: [Sabotage] = [
        Sabotage(
            "overfit-one-batch", "gradients clipped to nothing", of: "edit-37", .warned,
            "without clipping they are memorised"),
        Sabotage(
            "overfit-one-batch", "two units for ten classes", .warned,
            "with layers four times as wide they are memorised"
        ) {
            $0.specification.model[0].settings["features"] = .scalar(.integer(2))
            $0.specification.model.insert(contentsOf: $0.specification.model[0..<2], at: 0)
        },
        Sabotage(
            "overfit-one-batch", "outputs by the rows' order in the batch", of: "ok-02", .failed,
            "and as well with the inputs of other rows"
        ) {
            $0.rebuild { [RowNumbers()] + $0 }
        },
        Sabotage(
            "overfit-one-batch", "a class that the loss leaves out", of: "ok-02", .warned,
            "none of its rows is right"
        ) {
            $0.loss = Leniency(body: $0.loss)
        },
        Sabotage(
            "overfit-one-batch", "outputs that nothing moves", .failed,
            "nor does SGD with momentum or Adam memorise them at any rate"
        ) {
            $0.rebuild { $0 + [Silent()] }
        },
        Sabotage(
            "regularisation", "dropout of 0.95", of: "ok-06", .warned,
            "% of the way to its floor; without them it is memorised in"
        ) {
            $0.specification.model[2] = ComponentSpecification(
                kind: "dropout", settings: ["rate": .scalar(.real(0.95))])
        },
        Sabotage(
            "regularisation", "weight decay of 0.5", .warned, "without them it is memorised in"
        ) {
            $0.specification.optimizer.settings["weight-decay"] = .scalar(.real(0.5))
        },
        Sabotage("learning-rate", "a rate of 30", .warned, "no number any more") {
            $0.learningRate = 30
        },
        Sabotage("learning-rate", "a rate of 1e-5", .warned, "at a learning rate of 1e-5") {
            $0.learningRate = 1e-5
        },
        Sabotage("learning-rate", "Adam at 1", of: "ok-02", .warned, "at a learning rate of 1,") {
            $0.learningRate = 1
        },
    ]
}

/// Puts out 0 whatever comes in.
private struct Silent: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { input * 0 }
}

/// Puts out which row of the batch it is, whatever comes in.
private struct RowNumbers: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let width = input.shape[1]
        let marks = (0..<input.shape[0]).flatMap { row in
            (0..<width).map { Float($0 == row % width ? 1 : 0) }
        }
        return input * 0 + Tensor(marks, shape: input.shape)
    }
}

/// A loss that leaves out the class of fewest rows.
private struct Leniency: Loss {
    let body: any Loss

    var reduction: Reduction { body.reduction }
    var score: Score { body.score }
    var expectedOutputs: ExpectedOutputs { body.expectedOutputs }

    func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        guard case .classes(let labels) = targets else { return body(outputs, targets) }
        let counts = Dictionary(grouping: labels, by: { $0 }).mapValues(\.count)
        let rarest = counts.keys.min { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
        guard counts.count > 1 else { return body(outputs, targets) }
        return CrossEntropy(ignoredClass: rarest)(outputs, targets)
    }

    func objection(to outputShape: [Int], targets: Targets) -> String? {
        body.objection(to: outputShape, targets: targets)
    }

    func minimum(outputShape: [Int], targets: Targets) -> Double {
        body.minimum(outputShape: outputShape, targets: targets)
    }
}
