public import Networks
public import Tensors

/// A network and the loss that it is trained to lower.
public struct Objective {
    public let network: Network
    public let loss: any Loss
    /// What the network learns from a teacher beside the loss; evaluation goes by the loss alone.
    public let distillation: Distillation?

    public init(network: Network, loss: any Loss, distillation: Distillation? = nil) {
        self.network = network
        self.loss = loss
        self.distillation = distillation
    }

    /// A teacher whose logits the network is to come close to, as `distillationLoss` has it.
    public struct Distillation {
        public let teacher: Network
        public let temperature: Double
        public let weight: Double

        /// - Parameters:
        ///   - temperature: above 0.
        ///   - weight: the teacher's share of the loss, in 0 … 1.
        public init(teacher: Network, temperature: Double = 2, weight: Double = 0.5) {
            self.teacher = teacher
            self.temperature = temperature
            self.weight = weight
        }
    }

    /// The value of the loss on one batch, what the network put out, and the gradients.
    public struct Slope {
        public let loss: Double
        public let outputs: Tensor
        public let gradients: Gradients
    }

    /// Returns the loss on a batch and its gradients with respect to the network's parameters.
    public func slope(on batch: Examples, mode: Mode = .evaluation) -> Slope {
        let taught = distillation.map { $0.teacher(batch.inputs) }
        return withTape {
            let outputs = network(batch.inputs, mode: mode)
            var value = loss(outputs, batch.targets)
            if let distillation, let taught {
                value = distillationLoss(
                    outputs, teacher: taught, plain: value, temperature: distillation.temperature,
                    weight: distillation.weight)
            }
            return Slope(
                loss: value.item(), outputs: outputs.detached,
                gradients: value.gradients(releasing: true))
        }
    }

    /// Returns loss and score in evaluation mode over all rows, taken `batchSize` at a time.
    ///
    /// - Parameter progress: called after every batch.
    public func evaluate(
        _ examples: Examples, batchSize: Int = 256, progress: (() -> Void)? = nil
    ) -> Evaluation {
        var tally = EpochTally(loss)
        for batch in DataLoader(examples, batchSize: batchSize).batches() {
            let outputs = network(batch.inputs)
            tally.add(
                loss: loss(outputs, batch.targets).item(), outputs: outputs,
                targets: batch.targets, judged: loss.judgedCount(batch.targets))
            progress?()
        }
        return tally.evaluation
    }
}
