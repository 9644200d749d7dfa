import Experiments
import Networks
import Randomness
import Tensors
import Training

/// A training step written by hand, as a user's own program has one, and the mistakes that can be
/// planted in it.
struct HandStep: TrainingStep {
    enum Mistake: String, CaseIterable {
        case none
        case gradientsNotReset, stepBeforeBackward, evaluationModeLeftOn, trainingModeLeftOn
        case wrongParameters, probabilities, reshaped, lossClipped, schedulePerBatch
        case batchSoftmax, summedLoss, ascent, doubleStep, headAlone, penalty, wrongDerivative
        case statefulStep, countOutside, summedPrediction, halfDetached, orderedLoss
        case detachedLayer, targetAlone, softmaxOverRows, noSoftmax, numbers, broadcast
        case lossCutInside, softmaxInStep, lateReport, noDeclaration, randomPrediction
    }

    let mistake: Mistake
    let network: Network
    var loss: any Loss
    var optimizer = SGD(learningRate: 0.05, momentum: 0.9)
    var gradients: ParameterGradients
    let schedule = StepDecay(size: 1, factor: 0.5)
    let predictions = Memory()

    /// What outlives a training in some mistakes.
    let outside: Memory

    init(
        _ mistake: Mistake, inputs: Int = 64, outputs: Int = 10, outside: Memory = Memory(),
        key: (String) -> RandomKey
    ) {
        self.mistake = mistake
        self.outside = mistake == .statefulStep ? outside : Memory()
        func made() -> Network {
            Network(HandNetwork(mistake: mistake, inputs: inputs, outputs: outputs, key: key))
        }
        network = made()
        loss = HandLoss(mistake: mistake)
        let other = made()
        let held =
            mistake == .wrongParameters
            ? other.parameters
            : mistake == .headAlone ? Array(network.parameters.suffix(2)) : network.parameters
        gradients = ParameterGradients(of: held)
    }

    var declaredOptimizer: (any Optimizer)? {
        mistake == .noDeclaration ? nil : SGD(learningRate: 0.05, momentum: 0.9)
    }

    var declaredSchedule: DeclaredSchedule? {
        mistake == .noDeclaration ? nil : .perEpoch(schedule, initial: 0.05)
    }

    func predict(_ inputs: Tensor) -> Tensor {
        predictions.calls += 1
        switch mistake {
        case .trainingModeLeftOn:
            return network(inputs, mode: .training(RandomKey(key: 1, stream: 2)))
        case .summedPrediction:
            let outputs = network(inputs)
            return outputs + outputs.mean(axes: [0], keepingAxes: true)
        case .randomPrediction: return network(inputs) * Double(predictions.calls)
        default: return network(inputs)
        }
    }

    mutating func step(on batch: Examples, at position: StepPosition) -> StepReport {
        let rate = schedule.learningRate(
            at: mistake == .schedulePerBatch ? position.step : position.epoch, initial: 0.05)
        if mistake == .stepBeforeBackward { optimizer.step(gradients, learningRate: rate) }
        if mistake == .lateReport { optimizer.step(gradients, learningRate: rate) }
        let late = gradients
        if mistake != .gradientsNotReset { gradients.clear() }
        let value = withTape {
            let mode = mistake == .evaluationModeLeftOn ? .evaluation : position.mode
            let outputs = network(batch.inputs, mode: mode)
            var value = loss(mistake == .softmaxInStep ? outputs.softmax() : outputs, batch.targets)
            if mistake == .lossClipped { value = value.clamp(max: 1) }
            if mistake == .statefulStep { value = value * (1 + 1e-6 * Double(outside.calls)) }
            if mistake == .countOutside { value = value * (1 + 1e-6 * Double(outside.calls)) }
            outside.calls += 1
            if mistake == .penalty, let weight = network["last.weight"]?.tracked {
                value = value + (weight * weight).sum() * 0.05
            }
            gradients.add(value.gradients(), share: mistake == .ascent ? -1 : 1)
            return value.item()
        }
        if mistake != .lossClipped { gradients.clip(toNorm: 2) }
        if mistake != .stepBeforeBackward, mistake != .lateReport {
            optimizer.step(gradients, learningRate: rate)
            if mistake == .doubleStep {
                for named in network.learned {
                    guard let gradient = gradients[named.parameter] else { continue }
                    named.parameter.value = named.parameter.value - gradient * rate
                }
            }
        }
        return StepReport(
            loss: value, learningRate: rate, gradients: mistake == .lateReport ? late : gradients)
    }
}

/// Two linear layers with batch normalization and dropout between, and what can be wrong with them.
struct HandNetwork: Layer {
    let mistake: HandStep.Mistake
    let first: Linear
    let norm = BatchNorm1d(32)
    let dropout = Dropout(0.2)
    let last: Linear

    init(mistake: HandStep.Mistake, inputs: Int, outputs: Int, key: (String) -> RandomKey) {
        self.mistake = mistake
        first = Linear(inputs: inputs, outputs: 32, key: key("weights/first"))
        last = Linear(inputs: 32, outputs: outputs, key: key("weights/last"))
    }

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        var hidden = dropout(norm(first(input, mode: mode), mode: mode).relu(), mode: mode)
        if mistake == .reshaped {
            hidden = hidden.transposed2D().reshaped(hidden.shape)
        }
        if mistake == .detachedLayer { hidden = hidden.detached }
        if mistake == .halfDetached { hidden = hidden * 0.7 + hidden.detached * 0.3 }
        if mistake == .batchSoftmax { hidden = hidden + hidden.softmax(axis: 0) }
        let logits = last(hidden, mode: mode)
        switch mistake {
        case .probabilities: return logits.softmax()
        // The value of z, with the derivative of z + z.
        case .wrongDerivative: return logits * 3 - (logits * 2).detached
        default: return logits
        }
    }
}

/// Cross-entropy, declared as a mean.
struct HandLoss: Loss {
    let mistake: HandStep.Mistake
    let reduction = Reduction.mean
    var score: Score { mistake == .numbers || mistake == .broadcast ? .r2 : .accuracy }

    func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        switch (mistake, targets) {
        case (.numbers, _): return MeanSquaredError()(outputs, targets)
        // [n, 1] less [n] is [n, n].
        case (.broadcast, .values(let wanted)):
            let difference = outputs - wanted.reshaped([wanted.count])
            return (difference * difference).mean()
        case (.targetAlone, .classes(let labels)):
            return -(outputs.sigmoid().log() * labels.oneHot(10)).sum() / Double(labels.count)
        case (.noSoftmax, .classes(let labels)):
            return -(outputs * labels.oneHot(10)).sum(axis: -1).log().mean()
        case (.softmaxOverRows, .classes(let labels)):
            let shares = outputs.softmax(axis: 0)
            return -(shares.log() * labels.oneHot(10)).sum() / Double(labels.count)
        default: break
        }
        let plain = CrossEntropy(reduction: mistake == .summedLoss ? .sum : .mean)
        let value = plain(outputs, targets)
        if mistake == .orderedLoss, outputs.shape[0] > 60 {
            return value + outputs.sliced(axis: 0, 0..<30).sumOfSquares() * 0.1
        }
        return mistake == .lossCutInside ? value.clamp(max: 8) : value
    }
}

/// Rows with a hand-written step.
struct HandTraining: CheckedTraining {
    let mistake: HandStep.Mistake
    let recipe: Recipe
    let epochs = 3
    let outside = Memory()

    init(_ mistake: HandStep.Mistake, seed: UInt64 = 1) throws {
        self.mistake = mistake
        let isOfNumbers = mistake == .numbers || mistake == .broadcast
        recipe = try Recipe.sample(isOfNumbers ? "ok-21" : "ok-06", job: "hand", seed: seed)
    }

    var training: Examples { recipe.training }
    var validation: Examples { recipe.validation }
    var batchSize: Int { 32 }
    var key: (String) -> RandomKey { recipe.key }
    var progress: () -> Void { {} }

    func freshStep() -> any TrainingStep {
        HandStep(
            mistake, inputs: recipe.inputShape.reduce(1, *), outputs: recipe.classes ?? 1,
            outside: outside, key: key)
    }
}

extension [Int32] {
    /// 1 at each row's class, [rows, classes].
    fileprivate func oneHot(_ classes: Int) -> Tensor {
        let values = flatMap { label in (0..<classes).map { $0 == Int(label) ? Float(1) : 0 } }
        return Tensor(values, shape: [count, classes])
    }
}
