import Experiments
import Checks
import Jobs
import Networks
import Randomness
import Tensors
import Training

extension Sabotage {
    /// What a few steps bring to light.
    static let mechanics: [Sabotage] = [
        Sabotage(
            "gradients-exist", "all weights 0", of: "edit-11", .failed,
            "trainable tensors have a gradient that is exactly 0, first 0.weight"),
        Sabotage(
            "gradients-exist", "detached below the head", .failed,
            "2 of 4 trainable tensors have a gradient that is exactly 0, first 0.weight"
        ) {
            $0.rebuild { [$0[0], $0[1], Detached(), $0[2]] }
        },
        Sabotage(
            "gradients-exist", "weights so large that outputs overflow", .failed, "NaN or infinite"
        ) {
            for layer in [0, 2] {
                $0.specification.model[layer].settings["initializer"] = .component(
                    ComponentSpecification(
                        kind: "normal", settings: ["deviation": .scalar(.real(1e30))]))
            }
        },
        Sabotage(
            "parameters-move", "two layers frozen", of: "edit-08", .warned,
            "4 of 6 tensors are frozen at random initial weights, first 0.weight"),
        Sabotage(
            "parameters-move", "a learning rate of 1e-30", .failed,
            "tensors do not move, first 0.weight"
        ) {
            $0.learningRate = 1e-30
        },
        Sabotage(
            "schedule", "a learning rate times 0.05 in each epoch", .warned,
            "below 1 % of its peak from step 91 of 675"
        ) {
            $0.decay(by: 0.05)
        },
        Sabotage(
            "schedule", "a learning rate that underflows", .failed,
            "the learning rate is 0 from step 91 of 675"
        ) {
            $0.decay(by: 1e-200)
        },
    ]

    /// What takes some hundred steps or more.
    static let training: [Sabotage] = [
        Sabotage(
            "overfit-one-batch", "a learning rate of 1e-7", .warned,
            "; with a learning rate of 0.1 they are memorised in"
        ) {
            $0.learningRate = 1e-7
        },
        Sabotage(
            "overfit-one-batch", "a learning rate a thousand times too low", .warned,
            "; with a learning rate of 0.1 they are memorised in 36"
        ) {
            $0.learningRate = 0.0001
        },
        Sabotage(
            "overfit-one-batch", "a learning rate a thousand times too high", .warned,
            "; with a learning rate of"
        ) {
            $0.learningRate = 100
        },
        Sabotage(
            "overfit-one-batch", "all inputs 0", .failed,
            "32 rows of unlike targets have the same inputs"
        ) {
            $0.training = Examples(
                inputs: .zeros($0.training.inputs.shape), targets: $0.training.targets)
        },
        Sabotage(
            "label-permutation", "inputs and targets shuffled apart in each epoch", .warned,
            "no signal was found"
        ) {
            $0.shuffleApart()
        },
        Sabotage(
            "label-permutation", "held-out rows that are training rows with a little noise",
            .failed, "near copies of training rows"
        ) {
            let rows = $0.training.rows(Array(0..<200))
            let noise = Tensor.normal(rows.inputs.shape, key: $0.key("noise")) * 0.01
            $0.validation = Examples(inputs: rows.inputs + noise, targets: rows.targets)
            $0.specification.training.epochs = 100
        },
    ]
}

extension Recipe {
    mutating func decay(by factor: Double) {
        specification.schedule = ComponentSpecification(
            kind: "step",
            settings: ["factor": .scalar(.real(factor)), "every-epochs": .scalar(.integer(1))])
    }
}

extension Recipe {
    /// The loader gives each batch the targets of other rows.
    mutating func shuffleApart() {
        let whole = training
        transform = { batch, epoch, position in
            var stream = RandomStream(
                RandomKey(key: 3, stream: 4).substream(epoch).substream(position))
            let strangers = stream.permutation(whole.count).prefix(batch.count)
            return Examples(inputs: batch.inputs, targets: whole.rows(Array(strangers)).targets)
        }
    }
}
