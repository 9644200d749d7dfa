internal import Networks
internal import Tensors

/// Where the time of a network goes: each layer forward and backward, measured around the layer
/// alone from the input that it had in the whole network; medians, in seconds.
public struct NetworkProfile: Hashable, Sendable, Encodable {
    /// One layer, the loss or the optimizer's step.
    public struct Row: Hashable, Sendable, Encodable {
        /// The layer's path, `loss` or `optimizer`.
        public let path: String
        /// The layer's type, such as `Linear`.
        public let kind: String
        /// How many rows the row stands in.
        public let depth: Int
        /// Whether the layer holds others, whose times are in its own.
        public let isContainer: Bool
        /// From the layer's input to its output.
        public let forwardSeconds: Double
        /// With respect to parameters and, where the network needs it, to the input.
        public let backwardSeconds: Double
        /// The share of this row in the sum of all rows that hold no others.
        public internal(set) var share = 0.0

        /// Forward and backward together.
        public var seconds: Double { forwardSeconds + backwardSeconds }
    }

    /// In the order of ``NetworkSummary/rows``, then the loss and the optimizer's step.
    public let rows: [Row]
    /// Rows of the batches that were measured.
    public let batchSize: Int
    /// How often each time was measured, beside the warm-up.
    public let repeats: Int
    /// One batch in evaluation mode.
    public let inferenceSeconds: Double
    /// One row in evaluation mode.
    public let rowSeconds: Double
    /// One training step with all that belongs to it, the making of the batch too.
    public let stepSeconds: Double
    /// Rows a second in evaluation mode, in batches.
    public let rowsPerSecond: Double
    /// Rows a second in training.
    public let trainedRowsPerSecond: Double
}

extension TrainingLoop {
    /// Measures the next batch of this training, and puts back everything: parameters, running
    /// statistics and the loop are as before to the bit. Observers hear nothing.
    ///
    /// - Parameters:
    ///   - repeats: how often each time is measured; 1 or more.
    ///   - warmUp: how often each thing is done before.
    public func profile(repeats: Int = 10, warmUp: Int = 2) -> NetworkProfile {
        if repeats < 1 || warmUp < 0 {
            fatalError("a profile repeats once or more after 0 or more, not \(repeats), \(warmUp)")
        }
        let own = network.snapshot()
        defer { network.restore(own) }
        let timing = MedianTiming(repeats: repeats, warmUp: warmUp)
        let epochRows = loader.rows(epoch: position.epoch)
        let batch = loader.batch(position.batch, epoch: position.epoch, rows: epochRows)
        let one = batch.rows([0]).inputs
        let rows =
            layerRows(batch, timing) + teacherRow(batch, timing)
            + [lossRow(batch, timing), optimizerRow(batch, timing)]
        var probe = self
        probe.observers = TrainingObservers()
        let inference = timing.seconds { _ = objective.outputs(batch.inputs) }
        let step = timing.seconds { probe.advance() }
        return NetworkProfile(
            rows: rows.withShares(), batchSize: batch.count, repeats: repeats,
            inferenceSeconds: inference, rowSeconds: timing.seconds { _ = objective.outputs(one) },
            stepSeconds: step, rowsPerSecond: Double(batch.count) / inference,
            trainedRowsPerSecond: Double(batch.count) / step)
    }

    private func layerRows(_ batch: Examples, _ timing: MedianTiming) -> [NetworkProfile.Row] {
        let mode = Mode.training(noise)
        // The tape tells which inputs want a gradient when the whole network learns.
        let (activations, wanted) = withTape {
            let found = network.activations(batch.inputs, mode: mode)
            return (found, found.map(\.input.isTracked))
        }
        let outline = Outline(activations.map(\.path))
        return outline.order.map { place in
            let activation = activations[place]
            let input = activation.input.detached
            let (forward, backward) = timing.bothWays {
                withPrecision(objective.precision) {
                    activation.layer(wanted[place] ? input.tracked() : input, mode: mode)
                }
            }
            return NetworkProfile.Row(
                path: activation.path, kind: String(describing: Swift.type(of: activation.layer)),
                depth: outline.depth(of: activation.path),
                isContainer: outline.isContainer(activation.path), forwardSeconds: forward,
                backwardSeconds: backward)
        }
    }

    /// What the teacher of a distillation takes, all of its layers together.
    private func teacherRow(_ batch: Examples, _ timing: MedianTiming) -> [NetworkProfile.Row] {
        guard let teacher = objective.distillation?.teacher else { return [] }
        let forward = timing.seconds { _ = objective.teacherOutputs(batch.inputs) }
        return [
            NetworkProfile.Row(
                path: "teacher", kind: String(describing: Swift.type(of: teacher.body)), depth: 0,
                isContainer: false, forwardSeconds: forward, backwardSeconds: 0)
        ]
    }

    private func lossRow(_ batch: Examples, _ timing: MedianTiming) -> NetworkProfile.Row {
        let outputs = objective.outputs(batch.inputs)
        let taught = objective.teacherOutputs(batch.inputs)
        let (forward, backward) = timing.bothWays {
            objective.value(outputs.tracked(), batch.targets, teacher: taught)
        }
        return NetworkProfile.Row(
            path: "loss", kind: String(describing: Swift.type(of: objective.loss)), depth: 0,
            isContainer: false, forwardSeconds: forward, backwardSeconds: backward)
    }

    private func optimizerRow(_ batch: Examples, _ timing: MedianTiming) -> NetworkProfile.Row {
        let slope = objective.slope(on: batch, mode: .training(noise))
        let gradients = ParameterGradients(slope.gradients, of: network.parameters)
        var probe = optimizer
        let rate = schedule.learningRate(
            at: position.step, initial: optimizer.learningRate, memory: memory)
        return NetworkProfile.Row(
            path: "optimizer", kind: String(describing: Swift.type(of: optimizer)), depth: 0,
            isContainer: false,
            forwardSeconds: timing.seconds { probe.step(gradients, learningRate: rate) },
            backwardSeconds: 0)
    }
}

extension [NetworkProfile.Row] {
    fileprivate func withShares() -> [NetworkProfile.Row] {
        let whole = filter { !$0.isContainer }.reduce(0) { $0 + $1.seconds }
        return map { row in
            var row = row
            row.share = whole > 0 ? row.seconds / whole : 0
            return row
        }
    }
}
