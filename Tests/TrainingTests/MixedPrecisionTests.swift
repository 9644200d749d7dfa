import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 31, stream: 32)

private func loop(
    precision: Precision = .float32, settings: TrainingSettings = TrainingSettings()
) -> TrainingLoop {
    let inputs = Tensor.normal([48, 3], key: key)
    let examples = Examples(inputs: inputs, targets: .values(inputs * 2))
    let network = Network(
        Sequential(
            Linear(inputs: 3, outputs: 16, key: key), ReLU(),
            Linear(inputs: 16, outputs: 3, key: key)))
    return TrainingLoop(
        Objective(network: network, loss: MeanSquaredError(), precision: precision),
        optimizer: SGD(learningRate: 0.05, momentum: 0.9),
        loader: DataLoader(examples, batchSize: 8), validation: examples, settings: settings
    ) { _ in key }
}

private func bits(_ loop: TrainingLoop) -> [[UInt32]] {
    loop.network.parameters.map { $0.parameter.value.scalars.map(\.bitPattern) }
}

@Suite struct MixedPrecisionTests {
    @Test func `a training in bfloat16 learns as in float32, on weights of float32`() throws {
        var (half, single) = (loop(precision: .bfloat16), loop())
        let (found, expected) = (half.run(epochs: 10), single.run(epochs: 10))
        #expect(found.ending == .completed)
        #expect(found.history != expected.history)
        let losses = try found.history.map { try #require($0.metrics["training-loss"]) }
        let exact = try expected.history.map { try #require($0.metrics["training-loss"]) }
        #expect(abs(losses[0] - exact[0]) < 0.02 * exact[0])
        #expect(losses[9] < 0.3 * losses[0] && exact[9] < 0.3 * exact[0])
        let weight = try #require(half.network["0.weight"]).value
        #expect(weight.roundedToBFloat16().scalars != weight.scalars)
    }

    @Test func `evaluation has the objective's precision`() {
        var loop = loop(precision: .bfloat16)
        let half = loop.objective.outputs(loop.loader.examples.inputs).scalars
        let direct = withPrecision(.bfloat16) { loop.network(loop.loader.examples.inputs) }
        #expect(direct.scalars == half)
        loop.precision = .float32
        #expect(loop.objective.outputs(loop.loader.examples.inputs).scalars != half)
    }

    @Test(arguments: [LossScaling.constant(1024), .dynamic(initialScale: 64, growthInterval: 2)])
    func `a scale that is a power of two changes no bit`(_ scaling: LossScaling) {
        var plain = loop(settings: TrainingSettings(clipNorm: 0.5, gradientAccumulation: 2))
        var scaled = loop(
            settings: TrainingSettings(
                clipNorm: 0.5, gradientAccumulation: 2, lossScaling: scaling))
        let expected = plain.run(epochs: 3)
        #expect(scaled.run(epochs: 3) == expected)
        #expect(bits(scaled) == bits(plain))
    }

    @Test func `the scale doubles after so many good steps`() {
        var loop = loop(
            settings: TrainingSettings(
                lossScaling: .dynamic(initialScale: 4, growthInterval: 3)))
        let scales = (0..<7).map { _ in
            loop.advance()
            return loop.lossScale
        }
        #expect(scales == [4, 4, 8, 8, 8, 16, 16])
    }

    @Test func `a step that overflows changes nothing and halves the scale`() {
        var loop = loop(
            settings: TrainingSettings(
                lossScaling: .dynamic(initialScale: 1e39, growthInterval: 100)))
        let before = bits(loop)
        var heard = 0
        loop.observers.append(TrainingObserver(gradients: { _, _ in heard += 1 }))
        let first = loop.advance()
        #expect(first.isSkipped && first.isFinite && first.gradientNorm == nil)
        #expect(bits(loop) == before && heard == 0)
        #expect(loop.lossScale == 5e38)
        let records = (0..<10).map { _ in loop.advance() }
        let skipped = records.prefix { $0.isSkipped }.count
        #expect(skipped < 10 && !records.dropFirst(skipped).contains { $0.isSkipped })
        #expect(loop.lossScale == 5e38 / Double(1 << skipped))
        #expect(bits(loop) != before && heard == 10 - skipped)
    }

    @Test func `gradients that overflow at any scale end the training`() {
        var loop = loop(settings: TrainingSettings(lossScaling: .constant(1e39)))
        let before = bits(loop)
        let result = loop.run(epochs: 100)
        guard case .infeasible(let reason) = result.ending else {
            Issue.record("it went on")
            return
        }
        #expect(reason.quantity == "gradient norm" && reason.step == 29)
        #expect(bits(loop) == before)
    }

    @Test func `a loss that is no number is not taken for an overflow`() {
        var loop = loop(settings: TrainingSettings(lossScaling: .dynamic()))
        let record = loop.step(
            on: Examples(inputs: .full([2, 3], .infinity), targets: .values(.zeros([2, 3]))))
        #expect(!record.isFinite && !record.isSkipped)
        #expect(loop.lossScale == 65_536)
    }
}
