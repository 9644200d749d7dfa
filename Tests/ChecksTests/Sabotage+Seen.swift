import Checks
import Experiments
import Jobs
import Training

extension Sabotage {
    /// What monitors see in trainings that go wrong in one way.
    static let seen: [Sabotage] = [
        Sabotage(
            "unchanged-tensors", "all weights 0", of: "edit-11", .failed,
            "no gradient reaches them"),
        Sabotage("unchanged-tensors", "a learning rate of 1e-30", .failed, "too small") {
            $0.learningRate = 1e-30
        },
        Sabotage(
            "dying-units", "inputs times 255", of: "edit-28", .failed,
            "64 of 64 units of 1 (ReLU) are the same for all of 512 rows"),
        Sabotage(
            "output-collapse", "raw features", of: "edit-30", .failed,
            "the outputs of 360 unlike rows are all the same"),
        Sabotage(
            "update-ratio", "gradients clipped to 1e-4", of: "edit-37", .warned,
            "practically stand"),
        Sabotage(
            "update-ratio", "steps as large as the weights", .warned, "thrown about",
            made: .seen { $0.updates = UpdateSample.course(ratio: 0.9) }),
        Sabotage(
            "update-ratio", "Adam at 1", of: "ok-02", .warned, "and forgets what they were"
        ) {
            $0.learningRate = 1
        },
        Sabotage("weight-norms", "a weight decay of 0.5", .warned, "of its first size") {
            $0.specification.optimizer.settings["weight-decay"] = .scalar(.real(0.5))
        },
        Sabotage(
            "gradient-by-depth", "six layers of sigmoids", of: "edit-14", .warned,
            "times smaller than those of 12.weight"),
        Sabotage(
            "saturation", "tangents at their bounds", .warned, "95 % of the outputs of 1 (Tanh)",
            made: .seen { $0.glances = Glance.ends { $0.layers[0].saturated = 0.95 } }),
        Sabotage(
            "batch-norm-gap", "running statistics of other data", .warned,
            "have the loss 0.9 by running statistics and 0.1 in training mode",
            made: .seen { $0.glances = Glance.ends(loss: 0.9) { $0.lossInTraining = 0.1 } }),
        Sabotage(
            "zero-tail", "a loss that jumps to 0", .warned, "the last 20 steps have the loss 0",
            made: MadeTraining { $0 < 180 ? 2 : 0 }),
        Sabotage(
            "gradient-spikes", "a step that throws the loss up", .warned, "jumps once",
            made: MadeTraining { $0 < 100 ? 1 + 0.01 * Double(Int($0) % 3) : 2 }),
        Sabotage(
            "oscillation", "epochs that swing", .warned, "with autocorrelation -0.",
            made: MadeTraining(600) { Int($0 / 20) % 2 == 0 ? 1 : 2 }),
        Sabotage(
            "epoch-sawtooth", "sorted rows", .warned, "where an epoch begins the loss jumps by",
            made: MadeTraining { 3 - 0.1 * Double(Int($0) % 20) }),
        Sabotage(
            "plateau", "a loss that stands where a constant's is", .warned,
            "a constant answer's is 2.3",
            made: MadeTraining { _ in 2.3 }.with {
                $0.glances = Glance.ends(loss: 2.3, value: 0.1)
            }),
        Sabotage(
            "plateau", "a rate that decays too early", .warned, "it decayed too early",
            made: .starved),
        Sabotage(
            "underfit", "a score below the nearest class mean's", .warned,
            "the nearest class mean reaches 0.9",
            made: .seen { $0.glances = Glance.ends(value: 0.5) { $0.plainValue = 0.9 } }),
        Sabotage(
            "entropy-floor", "logits as log-probabilities", .failed,
            "below 0, the least that these targets allow"
        ) {
            $0.specification.loss = ComponentSpecification(kind: "negative-log-likelihood")
            $0.loss = $0.specification.lossFunction
        },
        Sabotage(
            "entropy-floor", "a language model that sees ahead", of: "examples/sums/transformer",
            .failed, "the least that these targets allow"
        ) {
            $0.learningRate = 0.01
            $0.specification.training.epochs = 40
            for index in $0.specification.model.indices {
                $0.specification.model[index].visit { layer in
                    if layer.kind == "transformer-decoder-block" {
                        layer = ComponentSpecification(
                            kind: "transformer-encoder-block", settings: layer.settings)
                    }
                }
            }
        },
        Sabotage(
            "class-recall", "a class that is never recognised", .warned,
            "none of 51 rows of class 3 is recognised",
            made: .seen { $0.glances = Glance.ends { $0.answers.right[3] = 0 } }),
        Sabotage(
            "overtraining", "a validation that gets worse", .warned, "and the score fell by",
            made: .overtrained),
    ]
}

extension MadeTraining {
    /// A training that converged, in which something else was seen.
    static func seen(_ change: (inout MadeTraining) -> Void) -> MadeTraining {
        MadeTraining { 0.1 + 0.001 * Double(Int($0) % 2) }.with(change)
    }

    static let starved = MadeTraining { max(1, 2 - 0.05 * $0) }.with {
        $0.rate = { $0 < 40 ? 0.1 : 1e-6 }
    }

    static let overtrained = MadeTraining { _ in 0.1 }.with {
        $0.glances = Glance.ends()
        $0.epochs = (1...20).map { epoch in
            let worse = Double(max(0, epoch - 8))
            return EpochRecord(
                epoch: epoch, steps: 10 * epoch,
                metrics: [
                    "validation-loss": 0.5 + 0.1 * worse,
                    "validation-accuracy": 0.9 - 0.03 * worse,
                ])
        }
    }
}

extension Changed {
    static let seen: [Changed] = [
        Changed(
            "entropy-floor", "tolerance", 0.9, .passed,
            made: .seen {
                $0.glances = Glance.ends { $0.bounds = [LossBound(loss: 0.1, least: 0.5)] }
            }),
        Changed("entropy-floor", "known", 5, of: "ok-01", .warned),
        Changed("unchanged-tensors", "least-samples", 100, .skipped),
        Changed(
            "dying-units", "warn-above", 0.01, .warned,
            made: .seen { $0.glances = Glance.ends { $0.layers[0].dead = 1 } }),
        Changed("output-collapse", "fail-below", 100, .failed),
        Changed("output-collapse", "warn-below", 0.01, of: "edit-14", .passed),
        Changed(
            "update-ratio", "warn-above", -4, .warned,
            made: .seen { $0.updates = UpdateSample.course() }),
        Changed("update-ratio", "warn-below", -9, of: "edit-37", .passed),
        Changed(
            "weight-norms", "warn-below", 0.9, .warned,
            made: .seen { $0.updates = UpdateSample.course(growth: 0.98) }),
        Changed(
            "weight-norms", "warn-above", 1.1, .warned,
            made: .seen { $0.updates = UpdateSample.course(growth: 1.1) }),
        Changed("gradient-by-depth", "warn-above", 5, of: "edit-14", .passed),
        Changed(
            "saturation", "warn-above", 0.01, .warned, made: .seen { $0.glances = Glance.ends() }),
        Changed(
            "batch-norm-gap", "warn-above", 100, .passed,
            made: .seen { $0.glances = Glance.ends(loss: 0.9) { $0.lossInTraining = 0.1 } }),
        Changed(
            "zero-tail", "warn-steps", 30, .passed, made: MadeTraining { $0 < 180 ? 2 : 0 }),
        Changed(
            "gradient-spikes", "warn-above", 5, .passed,
            made: MadeTraining { $0 < 100 ? 1 + 0.01 * Double(Int($0) % 3) : 2 }),
        Changed(
            "oscillation", "warn-below", -1, .passed,
            made: MadeTraining(600) { Int($0 / 20) % 2 == 0 ? 1 : 2 }),
        Changed(
            "oscillation", "least", 1, .passed,
            made: MadeTraining(600) { Int($0 / 20) % 2 == 0 ? 1 : 2 }),
        Changed(
            "epoch-sawtooth", "warn-above", 5, .passed,
            made: MadeTraining { 3 - 0.1 * Double(Int($0) % 20) }),
        Changed(
            "plateau", "warn-above", 1, .passed,
            made: MadeTraining { _ in 2.2 }.with {
                $0.glances = Glance.ends(loss: 2.2, value: 0.1)
            }),
        Changed("plateau", "starved", 1, .passed, made: .starved),
        Changed(
            "underfit", "least", 0.9, .passed,
            made: .seen { $0.glances = Glance.ends(value: 0.5) { $0.plainValue = 0.9 } }),
        Changed(
            "class-recall", "warn-below", 0.01, .passed,
            made: .seen { $0.glances = Glance.ends { $0.answers.right[3] = 0 } }),
        Changed("overtraining", "least", 10, .passed, made: .overtrained),
    ]
}
