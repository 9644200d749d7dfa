public import Experiments
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// M02: each row's outputs are compared with its own target: outputs have a row for each input, and
/// the loss of made outputs changes where the targets change rows.
///
/// Outputs of the shape [n, 1] against targets [n] are spread over each other to [n, n]: every
/// output is compared with every target, no matter whose it is, and the network learns their mean.
public struct LossShape: StepCheck {
    public static let name = "loss-shape"
    public static let verifies = "the loss compares each row with its own target"
    public static let explains = [LossUnitTest.name, Accumulation.name, EvaluationSums.name]
    public var expected: String { "another loss where targets change rows" }
    public static let tier = 0

    @Threshold(.positive, "a smaller relative change of the loss is none")
    public var tolerance = 1e-4

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let step = training.freshStep()
        let batch = training.rows(max(8, min(training.batchSize, 32)))
        let shape = step.outputsAlone(batch.inputs).shape
        guard shape.first == batch.count else {
            return finding(
                .failed,
                "\(batch.count) rows give outputs of the shape \(shape)",
                advice: "Keep the rows of a batch along the first axis, up to the loss.")
        }
        // In 0.1 … 0.9, where logits, probabilities and numbers may all lie.
        let made = Tensor.uniform(shape, low: 0.1, high: 0.9, key: training.key("made outputs"))
        let order = Array(0..<batch.count)
        let orders = (1..<min(batch.count, 5)).map { shift in
            order.map { ($0 + shift) % batch.count }
        }
        let own = step.loss(made, batch.targets).item()
        let others = orders.map { step.loss(made, batch.rows($0).targets).item() }
        guard own.isFinite, others.allSatisfy(\.isFinite), own != 0 else {
            return finding(.skipped, "the loss of outputs in 0.1 … 0.9 is \(Figure.text(own))")
        }
        guard !batch.targets.areAlike else { return finding(.skipped, "all targets are alike") }
        let change = others.map { abs($0 / own - 1) }.max() ?? 0
        let measurements = [
            Measurement(
                name: "largest change of the loss where targets change rows", value: change,
                expected: "> \(Figure.text(tolerance))", unit: "× the loss")
        ]
        guard change > tolerance else {
            return finding(
                .failed,
                "the loss of \(batch.count) rows stays the same whichever targets they are given: "
                    + "every output is compared with every target",
                advice: "Outputs [n, 1] less targets [n] are [n, n]: give both one shape before "
                    + "they are compared.", measurements: measurements)
        }
        return finding(
            .passed, "outputs \(shape) are compared with the targets of their own rows",
            measurements: measurements)
    }
}

extension Networks.Targets {
    /// Whether every row has the same target.
    fileprivate var areAlike: Bool {
        switch self {
        case .classes(let classes):
            let width = classes.count / Swift.max(count, 1)
            return classes.indices.allSatisfy { classes[$0] == classes[$0 % Swift.max(width, 1)] }
        case .values(let tensor), .probabilities(let tensor):
            return tensor.rowValues.allSatisfy { $0 == tensor.rowValues[0] }
        }
    }
}
