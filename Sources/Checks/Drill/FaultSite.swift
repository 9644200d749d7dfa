package import Datasets
internal import Experiments
package import Jobs
internal import Networks
internal import Training

/// What faults ask of an experiment before they are planted.
package struct FaultSite: Sendable {
    package let specification: ExperimentSpecification
    /// How many numbers the network puts out for one row.
    package let headWidth: Int
    /// How many rows are trained on.
    package let rows: Int
    /// How many numbers one input has.
    package let inputSize: Int
    /// The classes of the data; nil where targets are numbers.
    package let classes: Int?

    /// - Parameter training: as the specification prepares them.
    package init(_ specification: ExperimentSpecification, training: Dataset) {
        self.specification = specification
        rows = training.count
        inputSize = training.inputSize
        headWidth = specification.outputShape(inputShape: training.inputShape).reduce(1, *)
        if case .classes(_, let count) = training.targets {
            classes = count
        } else {
            classes = nil
        }
    }

    /// The layers that weights start in, by their indices in the model; those inside of others are
    /// left out.
    package var weighted: [Int] {
        specification.model.indices.filter {
            has("initializer", $0) && specification.model[$0].kind != "embedding"
        }
    }

    /// The activations before the last layer of weights, by their indices in the model.
    package var hidden: [Int] {
        let kinds: Set = [
            "relu", "leaky-relu", "tanh", "gelu", "elu", "selu", "silu", "softplus", "hard-swish",
            "prelu",
        ]
        return specification.model.indices.filter {
            kinds.contains(specification.model[$0].kind) && $0 < weighted.last ?? 0
        }
    }

    /// Whether a layer of the model has a setting of this name.
    package func has(_ setting: String, _ index: Int) -> Bool {
        let kind = Catalogue.layers.entry(named: specification.model[index].kind)?.component
        return kind?.setting(setting) != nil
    }

    /// Whether the network's targets are numbers that are not probabilities.
    package var isRegression: Bool {
        Catalogue.losses.entry(named: specification.loss.kind)?.score == "r2"
    }

    /// Whether the loss takes a score for each class, without an activation.
    package var takesLogits: Bool {
        ["cross-entropy", "focal"].contains(specification.loss.kind)
    }

    package var learningRate: Double {
        specification.freshOptimizer.learningRate
    }

    package var hasBatchNorm: Bool {
        specification.model.contains { $0.kind.hasPrefix("batch-norm") }
    }

    /// Another learning rate by a factor.
    package func rate(times factor: Double) -> Edit {
        .set(.optimizer, key: "learning-rate", value: .scalar(.real(learningRate * factor)))
    }

    /// A layer behind the last.
    package func append(
        _ kind: String, _ settings: [String: SettingValue] = [:]
    ) -> Edit {
        .insertLayer(
            at: "\(specification.model.count)",
            ComponentSpecification(kind: kind, settings: settings))
    }
}
