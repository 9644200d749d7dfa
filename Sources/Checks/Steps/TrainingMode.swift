public import Experiments
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// U09: steps run in training mode: dropout drops, other values for each key, and batch
/// normalization's running statistics move.
///
/// It warns where parameters are frozen: a network under fine-tuning may mean to keep its
/// statistics.
public struct TrainingMode: StepCheck {
    public static let name = "training-mode"
    public static let verifies = "training steps run in training mode"
    public var expected: String { "dropout and running statistics follow each step" }

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let batch = training.rows(training.batchSize)
        let runs = [0, 1].map { number in
            var step = training.freshStep()
            let position = StepPosition(
                step: 0, epoch: 0, batch: 0, key: training.key("dropout").substream(number))
            return (network: step.network, step: StepReplay.take(&step, batch, position))
        }
        let network = runs[0].network
        let statistics = network.parameters.indices.filter {
            !network.parameters[$0].parameter.isTrainable
        }
        let resting = statistics.filter { index in
            runs.allSatisfy {
                $0.step.before.values[index].scalars == $0.step.after.values[index].scalars
            }
        }
        // Dropout makes another loss of another key, unless all is dropped alike.
        let isRandom =
            training.freshStep().losses(on: batch, keys: runs.map(\.step.position)).isVaried
        let isEvaluation = if case .evaluation = runs[0].step.mode { true } else { false }
        let dropoutRests =
            isRandom && isEvaluation && runs[0].step.report.loss == runs[1].step.report.loss
        guard isRandom || !statistics.isEmpty else {
            return finding(.skipped, "no layer behaves differently while training")
        }
        let measurements = [
            Measurement(
                name: "running statistics that rest in a step", value: Double(resting.count),
                expected: "0")
        ]
        guard dropoutRests || !resting.isEmpty else {
            return finding(
                .passed,
                [
                    isRandom ? "dropout draws anew for every key" : nil,
                    statistics.isEmpty ? nil : "running statistics move in a step",
                ].compactMap { $0 }.joined(separator: "; "), measurements: measurements)
        }
        let isFrozen = network.parameters.contains { $0.parameter.isFrozen }
        let words = [
            dropoutRests ? "dropout drops nothing in a step" : nil,
            resting.isEmpty
                ? nil
                : "\(resting.count) of \(statistics.count) running statistics do not move in a "
                    + "step, first \(network.parameters[resting[0]].name)",
        ].compactMap { $0 }.joined(separator: "; ")
        return finding(
            isFrozen && !dropoutRests ? .warned : .failed,
            words + ": evaluation mode is left on while training",
            advice: "Run the forward pass of a step in training mode: "
                + "`network(inputs, mode: position.mode)`.", measurements: measurements)
    }
}

extension TrainingStep {
    /// The loss on a batch in training mode at each of these positions, without a step.
    fileprivate func losses(on batch: Examples, keys: [StepPosition]) -> [Double] {
        keys.map { slopeAlone(on: batch, mode: $0.mode).loss }
    }
}

extension [Double] {
    fileprivate var isVaried: Bool { contains { $0 != self[0] } }
}
