import Checks
import Experiments
import Jobs
import Networks
import Randomness
import Tensors

extension Sabotage {
    /// What no experiment file can say, planted through the recipe's closures.
    static let engine: [Sabotage] = [
        engine("dropout at evaluation", "determinism: ") {
            $0.rebuild { [$0[0], $0[1], LiveDropout(rate: 0.8), $0[2]] }
        },
        engine(
            "dropout that never drops", of: "ok-06",
            "dropout is declared, but two training passes are equal"
        ) {
            $0.stick(to: .evaluation)
        },
        engine("dropout that drops nothing", of: "ok-06", "mode-toggles: 2 drops 0 of") {
            $0.stick(to: .evaluation)
        },
        engine("dropout at evaluation, too", of: "ok-06", "2 changes values at evaluation") {
            $0.stick(to: .training(RandomKey(key: 1, stream: 2)))
        },
        engine("batch normalization stuck in evaluation", "does not move while training") {
            $0.specification.model.insert(ComponentSpecification(kind: "batch-norm"), at: 1)
            $0.stick(to: .evaluation)
        },
        engine(
            "batch normalization that learns at evaluation",
            "running statistics move at evaluation"
        ) {
            $0.specification.model.insert(ComponentSpecification(kind: "batch-norm"), at: 1)
            $0.stick(to: .training(RandomKey(key: 1, stream: 2)))
        },
        engine(
            "a layer that remembers the training before",
            "same-seed: two trainings from one seed differ from step 1 on"
        ) {
            let memory = Memory()
            $0.rebuild { $0 + [Remembering(memory: memory)] }
        },
        engine("a layer that forgets nothing", "resume: the training that went on") {
            let memory = Memory()
            $0.rebuild { $0 + [LateMemory(memory: memory, calls: 18)] }
        },
        engine("a reshape of the wrong axes", "axes: a change of row") {
            $0.rebuild { $0 + [Transposing()] }
        },
        engine("a softmax over the batch", "batch-independence: row") {
            $0.rebuild { [$0[0], $0[1], BatchSoftmax(), $0[2]] }
        },
        engine("a detached layer", "gradients: the gradients and finite differences") {
            $0.rebuild { [$0[0], $0[1], Detached(), $0[2]] }
        },
        engine("a wrong derivative", "predicted-drop: the loss falls by") {
            $0.rebuild { $0 + [WrongDerivative()] }
        },
        engine("a loss that is half of itself", "loss-form: of mixed logits it is") {
            $0.loss = HalvedLoss(whole: $0.loss)
        },
        engine("a sum that is declared a mean", "accumulation: the gradients of 6 rows are") {
            $0.loss = HandLoss(mistake: .summedLoss)
        },
    ]

    private static func engine(
        _ edit: String, of file: String = "ok-01", _ evidence: String,
        _ apply: @escaping @Sendable (inout Recipe) -> Void
    ) -> Sabotage {
        Sabotage("engine-self-test", edit, of: file, .failed, evidence, apply)
    }
}

/// Reads the values of all rows in another order, as a reshape in place of a transposition does.
private struct Transposing: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.transposed2D().reshaped(input.shape)
    }
}

/// Adds a softmax over the rows.
private struct BatchSoftmax: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { input + input.softmax(axis: 0) }
}

/// The value of z, with the derivative of z + z + z.
private struct WrongDerivative: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input * 3 - (input * 2).detached
    }
}
