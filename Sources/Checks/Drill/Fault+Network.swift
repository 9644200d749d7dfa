internal import Jobs

/// Faults of initial weights, activations and losses.
extension Fault {
    static let initialWeights: [Fault] = [
        weights("equal-weights", "all weights .01", "INIT_SYM", .real(0.01)),
        weights("zero-weights", "all weights 0", "INIT_SYM", nil),
        Fault(
            "huge-weights", "weights of the deviation 3", cause: "INIT_BIG",
            checks: ["initial-loss", "forward-signal", "initial-variance"]
        ) { _ in .edits([.initializeAll(normal(3))]) },
        Fault(
            "tiny-weights", "weights of the deviation .01 in a deep network",
            cause: "INIT_SMALL", checks: ["forward-signal"]
        ) { site in
            if site.hasBatchNorm { return .impossible("normalisation makes up for it") }
            return site.weighted.count < 5
                ? .impossible("\(site.weighted.count) layers of weights: fewer than 5 still learn")
                : .edits([.initializeAll(normal(0.01))])
        },
        Fault(
            "dead-units", "biases of -50 before rectifiers", cause: "INIT_DEAD",
            checks: ["dead-units", "dying-units", "forward-signal", "gradients-exist"]
        ) { site in
            let edits = site.hidden.compactMap { index -> Edit? in
                let before = site.weighted.last { $0 < index }
                guard site.specification.model[index].kind == "relu", let before,
                    site.has("bias-initializer", before)
                else { return nil }
                return .set(
                    .layer("\(before)"), key: "bias-initializer",
                    value: .component(constant(-50)))
            }
            if site.hasBatchNorm { return .impossible("normalisation takes biases away") }
            return edits.isEmpty ? .impossible("no rectifier behind a bias") : .edits(edits)
        },
    ]

    private static func weights(
        _ name: String, _ words: String, _ cause: String, _ value: ParameterValue?
    ) -> Fault {
        Fault(name, words, cause: cause, checks: ["gradients-exist", "symmetry"]) { site in
            site.weighted.count < 2
                ? .impossible("a single layer of weights may start at any")
                : .edits([
                    .initializeAll(
                        value.map { constant($0.number ?? 0) }
                            ?? ComponentSpecification(kind: "zeros"))
                ])
        }
    }

    private static func constant(_ value: Double) -> ComponentSpecification {
        ComponentSpecification(kind: "constant", settings: ["value": .scalar(.real(value))])
    }

    private static func normal(_ deviation: Double) -> ComponentSpecification {
        ComponentSpecification(
            kind: "normal", settings: ["deviation": .scalar(.real(deviation))])
    }

    static let activations: [Fault] = [
        Fault(
            "deep-sigmoids", "sigmoids in every hidden layer of a deep network",
            cause: "ACT_HID", checks: ["backward-signal"]
        ) { site in
            if site.hasBatchNorm { return .impossible("normalisation makes up for it") }
            return site.hidden.count < 5
                ? .impossible("\(site.hidden.count) hidden activations: fewer than 5 still learn")
                : .edits(others("sigmoid", site))
        },
        Fault(
            "hidden-softmax", "softmax as hidden activation", cause: "ACT_HID",
            checks: ["nonlinearity", "forward-signal"]
        ) { site in
            site.hidden.isEmpty
                ? .impossible("no hidden activation") : .edits(others("softmax", site))
        },
        Fault(
            "no-activation", "no hidden activation: a linear network", cause: "ACT_HID",
            checks: ["nonlinearity"]
        ) { site in
            site.hidden.isEmpty
                ? .impossible("no hidden activation")
                : .edits(site.hidden.reversed().map { .removeLayer(at: "\($0)") })
        },
        Fault(
            "softmax-twice", "probabilities where the loss takes logits", cause: "LOSS_DOUBLE",
            checks: ["output-activation"]
        ) { site in
            site.takesLogits && site.headWidth > 1
                ? .edits([site.append("softmax")])
                : .impossible("the loss \(site.specification.loss.kind) takes no logits of classes")
        },
        Fault(
            "softmax-of-one", "softmax over a single unit", cause: "ACT_OUT",
            checks: ["output-activation"]
        ) { site in
            site.headWidth == 1
                ? .edits([site.append("softmax")])
                : .impossible("the network puts out \(site.headWidth) numbers")
        },
        Fault(
            "rectified-output", "a rectifier behind the last layer", cause: "ACT_OUT",
            checks: ["output-activation"]
        ) { bounded($0, "relu") },
        Fault(
            "squashed-output", "a sigmoid behind the last layer", cause: "ACT_OUT",
            checks: ["output-activation"]
        ) { bounded($0, "sigmoid") },
    ]

    private static func bounded(_ site: FaultSite, _ kind: String) -> Planting {
        site.isRegression
            ? .edits([site.append(kind)]) : .impossible("targets are classes, not numbers")
    }

    private static func others(_ kind: String, _ site: FaultSite) -> [Edit] {
        site.hidden.map {
            .replace(.layer("\($0)"), with: ComponentSpecification(kind: kind))
        }
    }

    static let losses: [Fault] = [
        Fault(
            "log-missing", "a loss of log-probabilities given logits", cause: "LOSS_NUM",
            checks: ["output-activation"]
        ) { site in
            site.specification.loss.kind == "cross-entropy"
                ? .edits([
                    .replace(.loss, with: ComponentSpecification(kind: "negative-log-likelihood"))
                ])
                : .impossible("the loss is not cross-entropy")
        },
        Fault(
            "loss-summed", "a loss summed over the batch", cause: "LOSS_REDUCE",
            checks: ["loss-reduction"]
        ) { _ in .edits([.set(.loss, key: "reduction", value: .scalar(.text("sum")))]) },
        Fault(
            inStep: "softmax-over-batch", "softmax along the batch's axis", cause: "LOSS_AXIS",
            checks: ["batch-independence"]),
        Fault(
            inStep: "broadcast", "outputs of one shape less targets of another",
            cause: "LOSS_SHAPE", checks: ["shapes"]),
        Fault(
            inStep: "reshaped-not-permuted", "axes swapped by a reshape", cause: "RESHAPE",
            checks: ["batch-independence", "axes"]),
        Fault(
            inStep: "one-sided-loss", "a loss without the other classes", cause: "LOSS_FAMILY",
            checks: ["loss-unit-test"]),
    ]
}
