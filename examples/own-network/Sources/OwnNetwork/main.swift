// A network and a training step of one's own, with nine classic mistakes to plant, such as:
// own-network check --set mistake=gradients-not-reset
import Preflight

struct DigitNetwork: Layer {
    let mistake: String
    let features: Sequential
    let head: Linear

    init(_ mistake: String, _ key: (String) -> RandomKey) {
        self.mistake = mistake
        features = Sequential(
            Conv2d(channels: 1, filters: 16, kernel: 3, padding: 1, key: key("weights/0")),
            BatchNorm2d(16), ReLU(), MaxPool2d(kernel: 2),
            Conv2d(channels: 16, filters: 32, kernel: 3, padding: 1, key: key("weights/1")), ReLU())
        head = Linear(inputs: 32, outputs: 10, key: key("weights/2"))
    }

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let seen = features(input, mode: mode).reshaped([input.shape[0], 16, 32])
        let positions =  // first, to be averaged
            mistake == "reshaped-not-permuted"
            ? seen.reshaped([16, input.shape[0], 32]) : seen.permuted([1, 0, 2])
        let logits = head(Dropout(0.1)(positions.mean(axis: 0), mode: mode))
        return mistake == "probabilities-as-logits" ? logits.softmax() : logits
    }
}

struct DigitStep: TrainingStep {
    let mistake: String
    let network: Network
    let loss: any Loss = CrossEntropy()
    let schedule = StepDecay(size: 3, factor: 0.3)
    let rate: Double
    var optimizer: Adam
    var gradients: ParameterGradients

    init(_ values: ExperimentValues, _ key: (String) -> RandomKey) {
        mistake = values.text("mistake")
        network = Network(DigitNetwork(mistake, key))
        let other = Network(DigitNetwork(mistake, key))
        gradients = ParameterGradients(
            of: mistake == "wrong-parameters" ? other.parameters : network.parameters)
        rate = values.number("learning-rate")
        optimizer = Adam(learningRate: rate)
    }

    var declaredOptimizer: (any Optimizer)? { Adam(learningRate: rate) }
    var declaredSchedule: DeclaredSchedule? { .perEpoch(schedule, initial: rate) }

    func predict(_ inputs: Tensor) -> Tensor {
        let training = Mode.training(RandomKey(key: 1, stream: 2))
        return network(inputs, mode: mistake == "training-mode-left-on" ? training : .evaluation)
    }

    mutating func step(on batch: Examples, at position: StepPosition) -> StepReport {
        let count = mistake == "schedule-per-batch" ? position.step : position.epoch
        let rate = schedule.learningRate(at: count, initial: rate)
        if mistake == "step-before-backward" { optimizer.step(gradients, learningRate: rate) }
        if mistake != "gradients-not-reset" { gradients.clear() }
        let mode = mistake == "evaluation-mode-left-on" ? .evaluation : position.mode
        let value = withTape {
            var value = loss(network(batch.inputs, mode: mode), batch.targets)
            if mistake == "loss-clipped" { value = value.clamp(max: 1) }
            gradients.add(value.gradients())
            return value.item()
        }
        if mistake != "loss-clipped" { gradients.clip(toNorm: 1) }
        if mistake != "step-before-backward" { optimizer.step(gradients, learningRate: rate) }
        return StepReport(loss: value, learningRate: rate, gradients: gradients)
    }
}

let rate = ExperimentParameter(
    "learning-rate", default: 3e-3, search: .logUniform(low: 1e-4, high: 0.1))
let data = DataSpecification(
    format: "npz", path: "digits.npz", inputs: ["images"], targets: ["labels"], classes: 10)
Preflight.main(
    program: "own-network",
    experiments: [
        Experiment(
            "digits", epochs: 9, batchSize: 32,
            parameters: [rate, ExperimentParameter("mistake", default: "none")],
            data: .files(data, folder: "\(#filePath)/../../../../digits"), training: DigitStep.init)
    ])
