internal import Experiments
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// A recipe's network and loss in double precision, its learned values moved a little off where
/// they start: a bias of 0 before a ReLU of empty pixels stands exactly at the bend, where no
/// difference tells the slope.
struct ExactTraining: CheckedTraining {
    let training: Examples
    var validation: Examples { training }
    let batchSize: Int
    let epochs = 1
    let key: (String) -> RandomKey
    let progress: () -> Void
    private let recipe: Recipe
    private let draw: Int

    /// - Parameter draw: another one moves the values otherwise.
    init(_ recipe: Recipe, draw: Int = 0) {
        self.recipe = recipe
        self.draw = draw
        batchSize = recipe.batchSize
        key = recipe.key
        progress = recipe.progress
        training = recipe.training.exact
    }

    func freshStep() -> any TrainingStep {
        let network = recipe.network()
        network.convert(to: .float64)
        network.jolt(draw == 0 ? key("jolt") : key("jolt").substream(draw))
        return ExactStep(network: network, loss: recipe.loss)
    }
}

/// Plain gradient descent, so small that the loss falls by its slope alone.
private struct ExactStep: TrainingStep {
    let network: Network
    let loss: any Loss

    func step(on batch: Examples, at position: StepPosition) -> StepReport {
        let slope = slope(on: batch, mode: position.mode)
        let size = slope.gradients.norm
        let rate = size > 0 ? 1e-6 / size : 0
        for named in network.learned {
            guard let gradient = slope.gradients[named.parameter] else { continue }
            named.parameter.value = named.parameter.value - gradient * rate
        }
        return StepReport(loss: slope.loss, learningRate: rate, gradients: slope.gradients)
    }
}

extension Network {
    /// Moves what learns by a hundredth of its size, or of 0.1 where it is smaller.
    func jolt(_ key: RandomKey) {
        for (index, named) in learned.enumerated() {
            let value = named.parameter.value
            let size = (value.sumOfSquares() / Double(max(value.count, 1))).squareRoot()
            named.parameter.value =
                value
                + .normal(
                    value.shape, deviation: 0.01 * max(size, 0.1), key: key.substream(index),
                    type: value.type)
        }
    }
}

extension Examples {
    /// The same rows in double precision.
    fileprivate var exact: Examples {
        let wanted: Networks.Targets =
            switch targets {
            case .classes: targets
            case .values(let tensor): .values(tensor.converted(to: .float64))
            case .probabilities(let tensor): .probabilities(tensor.converted(to: .float64))
            }
        return Examples(inputs: inputs.converted(to: .float64), targets: wanted)
    }
}
