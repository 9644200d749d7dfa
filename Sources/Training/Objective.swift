public import Networks
public import Tensors

/// A network and the loss that it is trained to lower.
public struct Objective {
    public let network: Network
    public let loss: any Loss

    public init(network: Network, loss: any Loss) {
        self.network = network
        self.loss = loss
    }

    /// The value of the loss on one batch, what the network put out, and the gradients.
    public struct Slope {
        public let loss: Double
        public let outputs: Tensor
        public let gradients: Gradients
    }

    /// Returns the loss on a batch and its gradients with respect to the network's parameters.
    public func slope(on batch: Examples, mode: Mode = .evaluation) -> Slope {
        withTape {
            let outputs = network(batch.inputs, mode: mode)
            let value = loss(outputs, batch.targets)
            return Slope(
                loss: value.item(), outputs: outputs.detached, gradients: value.gradients())
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
