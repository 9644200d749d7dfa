internal import Jobs

/// Faults of learning rates, gradients and amounts of training.
extension Fault {
    static let rates: [Fault] = [
        Fault(
            "rate-too-high", "the learning rate 300 times too high", cause: "LR_HIGH",
            checks: ["stability", "update-ratio", "learning-rate", "overfit-one-batch"]
        ) { .edits([$0.rate(times: 300)]) },
        Fault(
            "rate-too-low", "the learning rate 10,000 times too low", cause: "LR_LOW",
            checks: ["update-ratio", "learning-rate", "overfit-one-batch", "loss-decreases"]
        ) { .edits([$0.rate(times: 1e-4)]) },
        Fault(
            "rate-gone-at-once", "a schedule that takes 95 % of the rate in each epoch",
            cause: "LR_SCHED", checks: ["schedule"]
        ) { site in
            site.specification.training.epochs < 5
                ? .impossible("fewer than 5 epochs: the rate is still there when they end")
                : .edits([.replace(.schedule, with: exponential(0.05, per: "epoch"))])
        },
        Fault(
            "schedule-by-batch", "a schedule of epochs that counts batches", cause: "LR_SCHED",
            checks: ["schedule"]
        ) { site in
            let schedule = site.specification.schedule
            if schedule.kind == "step", case .scalar(let every)? = schedule.settings["every-epochs"]
            {
                var other = schedule
                other.settings["every-epochs"] = nil
                other.settings["every-steps"] = .scalar(every)
                return .edits([.replace(.schedule, with: other)])
            }
            guard schedule.kind == "exponential",
                schedule.settings["per"] != .scalar(.text("step"))
            else { return .impossible("the schedule does not count epochs") }
            return .edits([.set(.schedule, key: "per", value: .scalar(.text("step")))])
        },
    ]

    private static func exponential(_ factor: Double, per: String) -> ComponentSpecification {
        ComponentSpecification(
            kind: "exponential",
            settings: ["factor": .scalar(.real(factor)), "per": .scalar(.text(per))])
    }

    static let gradients: [Fault] = [
        Fault(
            inStep: "gradient-sign", "steps up the gradient", cause: "GRAD_SIGN",
            checks: ["predicted-drop"]),
        Fault(
            inStep: "gradients-not-reset", "gradients of earlier steps are kept",
            cause: "GRAD_STATE", checks: ["fresh-gradients"]),
        Fault(
            inStep: "step-before-backward", "the step is taken before the gradients are there",
            cause: "GRAD_STATE", checks: ["update-rule"]),
        Fault(
            inStep: "gradients-detached", "a layer's output cut off from the tape",
            cause: "GRAD_BLOCK", checks: ["gradients-exist"]),
        Fault(
            inStep: "wrong-parameters", "the optimizer holds another network's parameters",
            cause: "OPT_PARAMS", checks: ["parameters-move"]),
        Fault(
            inStep: "loss-clipped", "the loss clipped in place of the gradients",
            cause: "GRAD_CLIP", checks: ["gradients-exist"]),
        Fault(
            inStep: "evaluation-mode-left-on", "training in evaluation mode", cause: "MODE",
            checks: ["training-mode"]),
        Fault(
            inStep: "training-mode-left-on", "judged in training mode", cause: "MODE",
            checks: ["evaluation-mode"]),
        Fault(
            "layers-frozen", "all layers but the last frozen at random weights",
            cause: "OPT_PARAMS", checks: ["parameters-move", "unchanged-tensors"]
        ) { site in
            let lower = site.weighted.dropLast().filter { site.has("frozen", $0) }
            return lower.isEmpty
                ? .impossible("the network has one layer of weights")
                : .edits(
                    lower.map { .set(.layer("\($0)"), key: "frozen", value: .scalar(.flag(true))) })
        },
        Fault(
            "clipped-to-nothing", "gradients clipped to a norm of 1e-4", cause: "GRAD_CLIP",
            checks: ["clipping"]
        ) { _ in .edits([.clipNorm(1e-4)]) },
    ]

    static let amounts: [Fault] = [
        Fault(
            "decay-too-strong", "a weight decay of 0.5", cause: "REG_STRONG",
            checks: ["weight-norms", "overfit-one-batch", "loss-decreases", "underfit"]
        ) { _ in .edits([.set(.optimizer, key: "weight-decay", value: .scalar(.real(0.5)))]) },
        Fault(
            "dropout-too-strong", "dropout of 95 % before the last layer", cause: "REG_STRONG",
            checks: ["dropout-placement", "overfit-one-batch"]
        ) { site in
            guard let last = site.weighted.last, last > 0 else {
                return .impossible("there is no layer before the last")
            }
            return .edits([.insertLayer(at: "\(last)", dropout(0.95))])
        },
        Fault(
            "dropout-of-outputs", "dropout behind the last layer", cause: "REG_STRONG",
            checks: ["dropout-placement"]
        ) { .edits([$0.append("dropout", ["rate": .scalar(.real(0.5))])]) },
        Fault(
            "whole-set-batches", "all rows in one batch", cause: "UNDERTRAINED",
            checks: ["underfit", "loss-decreases"]
        ) { site in
            site.specification.training.batchSize * 8 > site.rows
                ? .impossible("a batch already takes more than an eighth of the rows")
                : .edits([.batchSize(site.rows)])
        },
        Fault(
            "too-few-steps", "one epoch at 3 % of the learning rate", cause: "UNDERTRAINED",
            checks: ["underfit", "loss-decreases", "beats-constant"]
        ) { .edits([.epochs(1), $0.rate(times: 0.03)]) },
        Fault(
            "batches-of-one", "batch normalisation over a single row", cause: "OPT_CFG",
            checks: ["batch-norm-rows", "stability"]
        ) { site in
            site.hasBatchNorm ? .edits([.batchSize(1)]) : .impossible("no batch normalisation")
        },
        Fault(
            "width-2", "two units in each hidden layer", cause: "CAPACITY",
            checks: ["capacity-by-width", "overfit-one-batch", "underfit"]
        ) { site in
            let edits = site.weighted.dropLast().compactMap { index -> Edit? in
                let kind = site.specification.model[index].kind
                guard let key = ["linear": "features", "conv2d": "filters"][kind] else {
                    return nil
                }
                return .set(.layer("\(index)"), key: key, value: .scalar(.integer(2)))
            }
            return edits.isEmpty
                ? .impossible("no hidden layer whose width the file gives") : .edits(edits)
        },
    ]

    private static func dropout(_ rate: Double) -> ComponentSpecification {
        ComponentSpecification(kind: "dropout", settings: ["rate": .scalar(.real(rate))])
    }
}
