package import Networks
internal import Randomness
package import Tensors
package import Training

/// A network, one batch and the optimizer that trains on it: one of the training steps whose speed
/// and whose losses are compared with PyTorch's.
///
/// Weights and inputs are numbers of a fixed pattern that `pytorch_steps.py` makes too.
package struct Workload {
    package let number: Int
    package let name: String
    package let batch: Examples
    package private(set) var loop: TrainingLoop

    init(
        _ number: Int, _ name: String, _ layers: any Layer, inputs shape: [Int],
        optimizer: any Optimizer
    ) {
        let inputs = Pattern.values(shape, seed: 1000, bound: 1.7)
        let classes = (0..<shape[0]).map { Int32((7 * $0 + 3) % 10) }
        self.init(
            number, name, layers,
            batch: Examples(inputs: inputs, targets: .classes(classes)), optimizer: optimizer)
    }

    init(
        _ number: Int, _ name: String, _ layers: any Layer, batch: Examples,
        optimizer: any Optimizer
    ) {
        self.number = number
        self.name = name
        self.batch = batch
        let network = Network(layers)
        Pattern.fill(network)
        loop = TrainingLoop(
            Objective(network: network, loss: CrossEntropy()), optimizer: optimizer,
            loader: DataLoader(batch, batchSize: batch.count),
            keys: { _ in RandomKey(key: 2, stream: 0) })
    }

    package var batchSize: Int { batch.count }

    package var network: Network { loop.network }

    package var precision: Precision {
        get { loop.precision }
        set { loop.precision = newValue }
    }

    /// Takes one training step and returns its loss.
    @discardableResult
    package mutating func step() -> Double { loop.step(on: batch).loss }

    /// What the training's accuracy is.
    package var score: Score { loop.objective.loss.score }

    /// Has a new training of the same network watched, as that of an experiment is: each step
    /// measures its gradients' norm.
    package mutating func watch(by observers: [TrainingObserver]) {
        loop = TrainingLoop(
            loop.objective, optimizer: loop.optimizer, loader: loop.loader,
            settings: TrainingSettings(measuresGradientNorm: true),
            keys: { _ in RandomKey(key: 2, stream: 0) })
        loop.observers = observers
    }

    /// The network's outputs in evaluation mode.
    package func infer() -> Tensor { network(batch.inputs) }
}

/// Numbers that look random and that any language makes from integers alone.
enum Pattern {
    /// Returns bound (2 u − 1), where u = ((i + 1) 2654435761 + seed 40503 mod 2³²) / 2³², its bits
    /// mixed once.
    static func values(_ shape: [Int], seed: Int, bound: Double) -> Tensor {
        let count = shape.reduce(1, *)
        let numbers = (0..<count).map { index in
            var word = UInt32(truncatingIfNeeded: index + 1) &* 2_654_435_761
            word = word &+ UInt32(truncatingIfNeeded: seed) &* 40503
            word ^= word >> 15
            word = word &* 2_246_822_519
            word ^= word >> 13
            return Float(bound * (Double(word) / 2_147_483_648 - 1))
        }
        return Tensor(numbers, shape: shape)
    }

    /// Gives every matrix and window values within √(3 / fan-in), every vector values within 0.1:
    /// all but those that are all 1, the scales of normalisations.
    static func fill(_ network: Network) {
        let trainable = network.parameters.filter(\.parameter.isTrainable)
        for (position, named) in trainable.enumerated() {
            let shape = named.parameter.value.shape
            if shape.count > 1 {
                let fan = shape.dropFirst().reduce(1, *)
                named.parameter.value = values(
                    shape, seed: position, bound: (3 / Double(fan)).squareRoot())
            } else if named.parameter.value.scalars.contains(where: { $0 != 1 }) {
                named.parameter.value = values(shape, seed: position, bound: 0.1)
            }
        }
    }
}
