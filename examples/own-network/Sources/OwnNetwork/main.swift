// Nine classic mistakes to plant, such as own-network check --set mistake=gradientsNotReset
import Preflight

enum Mistake: String, CaseIterable {
    case none, gradientsNotReset, stepBeforeBackward, evaluationModeLeftOn, trainingModeLeftOn
    case wrongParameters, probabilitiesAsLogits, reshapedNotPermuted, lossClipped, schedulePerBatch
}

struct DigitNetwork: Layer {
    let mistake: Mistake?
    let features, head: Sequential

    init(_ mistake: Mistake?, _ key: (String) -> RandomKey) {
        self.mistake = mistake
        features = Sequential(
            Conv2d(channels: 1, filters: 16, kernel: 3, padding: 1, key: key("weights/0")),
            BatchNorm2d(16), ReLU(), MaxPool2d(kernel: 2),
            Conv2d(channels: 16, filters: 32, kernel: 3, padding: 1, key: key("weights/1")), ReLU())
        head = Sequential(Dropout(0.1), Linear(inputs: 32, outputs: 10, key: key("weights/2")))
    }

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let mixes = mistake == .reshapedNotPermuted
        let seen = features(input, mode: mode).reshaped([input.shape[0], 16, 32])
        let first = mixes ? seen.reshaped([16, input.shape[0], 32]) : seen.permuted([1, 0, 2])
        let logits = head(first.mean(axis: 0), mode: mode)
        return mistake == .probabilitiesAsLogits ? logits.softmax() : logits
    }
}

struct DigitStep: TrainingStep {
    let mistake: Mistake?
    let network: Network
    let loss: any Loss = CrossEntropy()
    let schedule = StepDecay(size: 3, factor: 0.3)
    var optimizer: Adam
    var gradients: ParameterGradients

    init(_ values: ExperimentValues, _ key: (String) -> RandomKey) {
        mistake = Mistake(rawValue: values.text("mistake"))
        network = Network(DigitNetwork(mistake, key))
        let held = mistake == .wrongParameters ? Network(DigitNetwork(mistake, key)) : network
        gradients = ParameterGradients(of: held.parameters)
        optimizer = Adam(learningRate: values.number("learning-rate"))
    }
    var declaredOptimizer: (any Optimizer)? { Adam(learningRate: optimizer.learningRate) }
    var declaredSchedule: DeclaredSchedule? { .perEpoch(schedule, initial: optimizer.learningRate) }
    func predict(_ inputs: Tensor) -> Tensor {
        let training = Mode.training(RandomKey(key: 1, stream: 2))
        return network(inputs, mode: mistake == .trainingModeLeftOn ? training : .evaluation)
    }

    mutating func step(on batch: Examples, at position: StepPosition) -> StepReport {
        let count = mistake == .schedulePerBatch ? position.step : position.epoch
        let rate = schedule.learningRate(at: count, initial: optimizer.learningRate)
        if mistake == .stepBeforeBackward { optimizer.step(gradients, learningRate: rate) }
        if mistake != .gradientsNotReset { gradients.clear() }
        let mode = mistake == .evaluationModeLeftOn ? .evaluation : position.mode
        let value = withTape {
            var value = loss(network(batch.inputs, mode: mode), batch.targets)
            if mistake == .lossClipped { value = value.clamp(max: 1) }
            gradients.add(value.gradients())
            return value.item()
        }
        if mistake != .lossClipped { gradients.clip(toNorm: 1) }
        if mistake != .stepBeforeBackward { optimizer.step(gradients, learningRate: rate) }
        return StepReport(loss: value, learningRate: rate, gradients: gradients)
    }
}

let parameters = [
    ExperimentParameter("learning-rate", default: 3e-3, search: .logUniform(low: 1e-4, high: 0.1)),
    ExperimentParameter("mistake", default: "none", among: Mistake.allCases.map { .text("\($0)") }),
]
let files = DataSpecification(
    format: "npz", path: "digits.npz", inputs: ["images"], targets: ["labels"], classes: 10)
let digits = Experiment(
    "digits", epochs: 9, batchSize: 32, parameters: parameters,
    data: .files(files, folder: "\(#filePath)/../../../../digits"), training: DigitStep.init)
Preflight.main(program: "own-network", experiments: [digits])
