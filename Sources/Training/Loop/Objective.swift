public import Networks
public import Tensors

/// A network and the loss that it is trained to lower.
public struct Objective {
    /// What is trained.
    public let network: Network
    /// What training lowers.
    public let loss: any Loss
    /// What the network learns from a teacher beside the loss; evaluation goes by the loss alone.
    public let distillation: Distillation?
    /// How exact the network's products are, when it learns and when it is judged.
    public var precision: Precision

    /// Makes an objective; the network is shared with the caller.
    public init(
        network: Network, loss: any Loss, distillation: Distillation? = nil,
        precision: Precision = .float32
    ) {
        self.network = network
        self.loss = loss
        self.distillation = distillation
        self.precision = precision
    }

    /// A teacher whose logits the network is to come close to, as `distillationLoss` has it.
    public struct Distillation {
        /// What the network learns from; it stays as it is.
        public let teacher: Network
        /// What both networks' logits are divided by, above 0.
        public let temperature: Double
        /// The teacher's share of the loss, in 0 ... 1.
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
        /// The loss over the batch, the teacher's share included.
        public let loss: Double
        /// The network's outputs, [rows, …], off the tape.
        public let outputs: Tensor
        /// The loss's gradients by parameter.
        public let gradients: Gradients
    }

    /// Returns the network's outputs, computed in this objective's precision.
    public func outputs(_ inputs: Tensor, mode: Mode = .evaluation) -> Tensor {
        withPrecision(precision) { network(inputs, mode: mode) }
    }

    /// Returns the loss on a batch and its gradients with respect to the network's parameters.
    ///
    /// - Parameter scale: what the gradients are multiplied by, from the loss on.
    public func slope(
        on batch: Examples, mode: Mode = .evaluation, scale: Double = 1
    ) -> Slope {
        let taught = teacherOutputs(batch.inputs)
        return withTape {
            let outputs = outputs(batch.inputs, mode: mode)
            let value = value(outputs, batch.targets, teacher: taught)
            let seed = Tensor.full(value.shape, scale, type: value.type)
            return Slope(
                loss: value.item(), outputs: outputs.detached,
                gradients: value.gradients(seed: seed, releasing: true))
        }
    }

    /// What the teacher puts out, without a tape; nil where there is none.
    func teacherOutputs(_ inputs: Tensor) -> Tensor? {
        distillation.map { taught in
            withPrecision(precision) { taught.teacher(inputs).detached }
        }
    }

    /// Returns what training lowers: the loss, and the distance from what the teacher puts out.
    func value(_ outputs: Tensor, _ targets: Targets, teacher outputsOfTeacher: Tensor?) -> Tensor {
        let plain = loss(outputs, targets)
        guard let distillation, let outputsOfTeacher else { return plain }
        var counted: [Bool]?
        if case .classes(let classes) = targets, let ignored = loss.ignoredClass {
            counted = classes.map { $0 != ignored }
        }
        return distillationLoss(
            outputs, teacher: outputsOfTeacher, plain: plain, temperature: distillation.temperature,
            weight: distillation.weight, counted: counted)
    }

    /// Returns loss and score in evaluation mode over all rows, taken `batchSize` at a time.
    ///
    /// - Parameters:
    ///   - metrics: whether all metrics are wanted that suit the loss.
    ///   - progress: called after every batch.
    public func evaluate(
        _ examples: Examples, batchSize: Int = 256, metrics: Bool = false,
        progress: (() -> Void)? = nil
    ) -> Evaluation {
        judge(examples, batchSize: batchSize, metrics: metrics, progress: progress) { batch, _ in
            outputs(batch.inputs)
        }
    }

    /// Returns loss and score of what `predict` puts out for the rows, which have these numbers.
    func judge(
        _ examples: Examples, batchSize: Int, metrics: Bool, progress: (() -> Void)? = nil,
        predict: (_ batch: Examples, _ rows: [Int]) -> Tensor
    ) -> Evaluation {
        let loader = DataLoader(examples, batchSize: batchSize)
        let rows = loader.rows(epoch: 0)
        var tally = EpochTally(loss, metrics: metrics)
        for (index, batch) in loader.batches().enumerated() {
            let first = index * batchSize
            let outputs = predict(batch, Array(rows[first..<(first + batch.count)]))
            tally.add(
                loss: loss(outputs, batch.targets).item(), outputs: outputs,
                targets: batch.targets, judged: loss.judgedCount(batch.targets),
                rows: batch.count)
            progress?()
        }
        return tally.evaluation
    }
}
