internal import Networks
internal import Tensors
internal import Training

/// What one step changed of each parameter that learns.
public struct UpdateSample: Sendable {
    public var step: Int
    public var learningRate: Double
    public var parameters: [Change]

    public init(step: Int, learningRate: Double, parameters: [Change]) {
        self.step = step
        self.learningRate = learningRate
        self.parameters = parameters
    }

    /// The roots of mean squares of one parameter in one step.
    public struct Change: Sendable {
        public var name: String
        /// Whether it is a matrix or a window, rather than a vector of biases or scales.
        public var isWeight: Bool
        /// Of its values before the step.
        public var size: Double
        public var gradient: Double
        /// Of what the step added.
        public var change: Double

        public init(
            name: String, isWeight: Bool = true, size: Double, gradient: Double, change: Double
        ) {
            self.name = name
            self.isWeight = isWeight
            self.size = size
            self.gradient = gradient
            self.change = change
        }

        /// log10 of the change over the size.
        var logRatio: Double { (change / size).log10 }
    }
}

/// Takes the samples of a training: what a parameter was is kept from the gradients to the step's
/// end, in one of so many steps.
final class UpdateSampler {
    /// Every 16th step, at most some 64 samples of a long training and 8 of a short one.
    static func interval(steps: Int) -> Int {
        max(1, min(16, steps / 8), steps / 64)
    }

    private var before: [(named: NamedParameter, value: Tensor, gradient: Double)] = []
    private let told: (UpdateSample) -> Void

    init(_ told: @escaping (UpdateSample) -> Void) {
        self.told = told
    }

    func observer(steps: Int) -> TrainingObserver {
        TrainingObserver(
            samples: .init(every: Self.interval(steps: steps)) { gradients, _ in
                self.before = zip(gradients.parameters, gradients.values).compactMap {
                    named, gradient in
                    guard named.isLearned else { return nil }
                    let size = gradient.map { Self.size(of: $0) } ?? 0
                    return (named, named.parameter.value, size)
                }
            },
            step: { record in
                guard !self.before.isEmpty else { return }
                defer { self.before = [] }
                guard record.isFinite, !record.isSkipped else { return }
                self.told(
                    UpdateSample(
                        step: record.step, learningRate: record.learningRate,
                        parameters: self.before.map { named, old, gradient in
                            UpdateSample.Change(
                                name: named.name, isWeight: old.rank > 1, size: Self.size(of: old),
                                gradient: gradient,
                                change: Self.size(of: named.parameter.value - old))
                        }))
            })
    }

    private static func size(of tensor: Tensor) -> Double {
        (tensor.sumOfSquares() / Double(max(tensor.count, 1))).squareRoot()
    }
}
