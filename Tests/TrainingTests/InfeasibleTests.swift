import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 21, stream: 22)

private func loop(
    learningRate: Double, rows: Int = 64, validation: Bool = true,
    settings: TrainingSettings = TrainingSettings()
) -> TrainingLoop {
    let inputs = Tensor.normal([rows, 3], key: key)
    let examples = Examples(inputs: inputs, targets: .values(inputs * 2))
    let network = Network(
        Sequential(
            Linear(inputs: 3, outputs: 8, key: key), ReLU(),
            Linear(inputs: 8, outputs: 3, key: key)))
    return TrainingLoop(
        Objective(network: network, loss: MeanSquaredError()),
        optimizer: SGD(learningRate: learningRate),
        loader: DataLoader(examples, batchSize: 8), validation: validation ? examples : nil,
        settings: settings
    ) { _ in key }
}

private func infeasibility(_ result: TrainingResult) -> Infeasibility? {
    guard case .infeasible(let found) = result.ending else { return nil }
    return found
}

@Suite struct InfeasibleTests {
    @Test func `a loss that is no number ends the training with its step`() throws {
        var loop = loop(learningRate: 1e6)
        var losses: [Double] = []
        loop.observers.append(TrainingObserver(step: { losses.append($0.loss) }))
        let result = loop.run(epochs: 50)
        let found = try #require(infeasibility(result))
        #expect(found.quantity == "loss")
        #expect(found.step == losses.count - 1)
        #expect(found.epoch == 1 + found.step / 8)
        #expect(found.lastLoss == losses.dropLast().last)
        #expect(try #require(found.lastLoss).isFinite)
        #expect(!found.value.isFinite)
        #expect(found.description.contains("in step \(found.step) of epoch \(found.epoch)"))
    }

    @Test func `a step whose loss is not finite leaves the parameters alone`() {
        var loop = loop(learningRate: 0.1)
        let before = loop.network.parameters.map { $0.parameter.value.scalars }
        let batch = Examples(
            inputs: .full([2, 3], .infinity), targets: .values(.zeros([2, 3])))
        let record = loop.step(on: batch)
        #expect(!record.isFinite)
        #expect(loop.network.parameters.map { $0.parameter.value.scalars } == before)
    }

    @Test(arguments: [true, false])
    func `an epoch's last step that spoils the parameters is noticed`(validated: Bool) throws {
        var loop = loop(learningRate: 1e38, rows: 8, validation: validated)
        let found = try #require(infeasibility(loop.run(epochs: 1)))
        #expect(found.epoch == 1 && found.step == 0)
        #expect(loop.network.parameters.map(\.name).contains(found.quantity))
        #expect(try #require(found.lastLoss).isFinite)
    }

    @Test func `gradients beyond all bounds are noticed where their norm is asked for`() throws {
        var loop = loop(
            learningRate: 0.1, settings: TrainingSettings(measuresGradientNorm: true))
        let weight = try #require(loop.network["2.weight"])
        weight.value = weight.value * 1e30
        let found = try #require(infeasibility(loop.run(epochs: 1)))
        #expect(found.step == 0)
        #expect(found.lastLoss == nil)
        #expect(found.description.hasSuffix("no loss was finite"))
    }
}
