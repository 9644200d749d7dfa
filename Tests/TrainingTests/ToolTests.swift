import Foundation
import Networks
import Randomness
import Tensors
import Testing
import Training

private func key(_ purpose: String) -> RandomKey {
    RandomKey(key: UInt64(purpose.utf8.reduce(3) { $0 &* 31 &+ Int($1) }), stream: 4)
}

private func network(_ name: String = "n") -> Network {
    Network(
        Sequential(
            Linear(inputs: 4, outputs: 8, key: key(name)), BatchNorm1d(8), ReLU(),
            Linear(inputs: 8, outputs: 3, key: key(name + "2"))))
}

private var examples: Examples {
    Examples(
        inputs: .normal([40, 4], key: key("rows")),
        targets: .classes((0..<40).map { Int32($0 % 3) }))
}

private func loop(
    _ network: Network = network(), optimizer: any Optimizer = SGD(learningRate: 0.1),
    settings: TrainingSettings = TrainingSettings(), distillation: Objective.Distillation? = nil
) -> TrainingLoop {
    TrainingLoop(
        Objective(network: network, loss: CrossEntropy(), distillation: distillation),
        optimizer: optimizer, loader: DataLoader(examples, batchSize: 10),
        validation: examples, settings: settings, keys: key)
}

private func values(_ network: Network) -> [[Double]] {
    network.parameters.map(\.parameter.value.doubles)
}

@Suite struct ToolTests {
    @Test func `gradients are clipped by value as they say`() throws {
        var plain = loop()
        var clipped = loop(settings: TrainingSettings(clipValue: 0.01))
        var seen: [ParameterGradients] = []
        plain.observers = [TrainingObserver(gradients: { gradients, _ in seen.append(gradients) })]
        clipped.observers = [
            TrainingObserver(gradients: { gradients, _ in seen.append(gradients) })
        ]
        #expect(!plain.advance().isClipped)
        #expect(clipped.advance().isClipped)
        for (raw, found) in zip(seen[0].values, seen[1].values) {
            let wanted = raw?.scalars.map { min(max($0, -0.01), 0.01) }
            #expect(found?.scalars == wanted)
        }
        var wide = loop(settings: TrainingSettings(clipValue: 100))
        #expect(!wide.advance().isClipped)
    }

    @Test func `no clipping hides a gradient that is no number`() {
        var gradients = ParameterGradients(of: network().parameters)
        gradients.values[0] = Tensor([Float.nan, 3, -3, 0.5], shape: [4])
        #expect(gradients.clip(toValue: 1) == 2)
        #expect(gradients.values[0]?.scalars.dropFirst() == [1, -1, 0.5])
        #expect(gradients.norm.isNaN)
    }

    @Test func `a training ends when its metric has waited long enough`() {
        var settings = TrainingSettings(
            earlyStopping: EarlyStopping(patience: 2, minimumImprovement: 1e9))
        var stopped = loop(settings: settings)
        let result = stopped.run(epochs: 10)
        #expect(result.ending == .stopped)
        #expect(result.history.count == 3)
        settings.earlyStopping = EarlyStopping(
            metric: "validation-accuracy", goal: .maximize, patience: 100)
        var whole = loop(settings: settings)
        #expect(whole.run(epochs: 10).ending == .completed)
    }

    @Test func `averaged weights follow PyTorch's rule and are what is judged`() throws {
        var averaged = loop(settings: TrainingSettings(averageDecay: 0.8))
        let network = averaged.network
        var expected: [[Double]] = []
        for step in 0..<6 {
            averaged.advance()
            let now = values(network)
            // ema += (1 - decay) (p - ema), and a copy of p at first; running statistics are p.
            expected = zip(network.parameters, now).enumerated().map { place, pair in
                guard step > 0, pair.0.isLearned else { return pair.1 }
                return zip(expected[place], pair.1).map { $0 + 0.2 * ($1 - $0) }
            }
        }
        let raw = values(network)
        let found = averaged.withAveragedWeights { values(network) }
        for (found, expected) in zip(found, expected) { #expect(worst(found, expected) < 1e-6) }
        #expect(found != raw)
        #expect(values(network) == raw)
        let judged = averaged.withAveragedWeights { averaged.objective.evaluate(examples) }
        #expect(averaged.evaluate(examples) == judged)
        #expect(averaged.objective.evaluate(examples) != judged)
    }

    @Test func `pruned weights are the smallest and stay 0 through training`() throws {
        let network = network()
        let masks = PruningMasks(ofSmallest: 0.25, in: network)
        let weights = try #require(network["0.weight"]).value.scalars.map { abs($0) }
        masks.apply(to: network)
        let left = try #require(network["0.weight"]).value.scalars
        #expect(left.filter { $0 == 0 }.count == 8)
        let border = weights.sorted()[7]
        #expect(zip(left, weights).allSatisfy { ($0 == 0) == ($1 <= border) })
        #expect(try #require(network["0.bias"]).value.count == 8)
        #expect(abs(masks.sparsity - 0.25) < 1e-12)
        var loop = loop(network, optimizer: AdamW(learningRate: 0.01))
        loop.masks = masks
        _ = loop.run(epochs: 3)
        let after = try #require(network["0.weight"]).value.scalars
        #expect(zip(left, after).allSatisfy { ($0 == 0) == ($1 == 0) })
        #expect(left != after)
    }

    @Test func `global pruning weighs all parameters together`() throws {
        let network = network()
        try #require(network["0.weight"]).value = .full([8, 4], 0.001)
        let masks = PruningMasks(ofSmallest: 32.0 / 56, in: network, isGlobal: true)
        masks.apply(to: network)
        #expect(try #require(network["0.weight"]).value.scalars.allSatisfy { $0 == 0 })
        #expect(try #require(network["3.weight"]).value.scalars.allSatisfy { $0 != 0 })
    }

    @Test func `a range test restores all that it touched`() throws {
        var loop = loop(optimizer: Adam(learningRate: 0.01))
        loop.advance()
        let before = loop.checkpointFile()
        let range = loop.learningRateRange(from: 1e-5, to: 1, steps: 30)
        #expect(loop.checkpointFile() == before)
        #expect(abs(range.rates[0] - 1e-5) < 1e-15)
        #expect(range.rates.count == range.losses.count && range.rates.count > 10)
        #expect(zip(range.rates, range.rates.dropFirst()).allSatisfy { $0 < $1 })
        #expect(abs(range.smoothed[0] - range.losses[0]) < 1e-12)
    }

    @Test func `the noise of losses is no suggestion, and a fall out of it is`() throws {
        var stream = RandomStream(key("noise"))
        let noise = (0..<150).map { _ in 3 + stream.uniform() - stream.uniform() }
        let rates = (0..<150).map { 1e-7 * Foundation.pow(10, 8 * Double($0) / 149) }
        #expect(LearningRateRange(rates: rates, losses: noise).valley == nil)
        let falling = noise.enumerated().map { $0 < 90 ? $1 : $1 - 0.05 * Double($0 - 90) }
        let valley = try #require(LearningRateRange(rates: rates, losses: falling).valley)
        #expect(valley >= rates[60] && valley <= rates[140], "\(valley)")
    }

    @Test func `a range test ends where the loss is far above its lowest`() {
        let loop = loop()
        let range = loop.learningRateRange(from: 1, to: 1e8, steps: 50)
        #expect(range.rates.count < 50)
    }

    @Test func `a student learns from its teacher`() {
        let teacher = network("teacher")
        let objective = Objective(
            network: network(), loss: CrossEntropy(),
            distillation: .init(teacher: teacher, temperature: 3, weight: 0.7))
        let slope = objective.slope(on: examples)
        let (logits, taught) = (objective.network(examples.inputs), teacher(examples.inputs))
        let plain = CrossEntropy()(logits, examples.targets)
        let expected = distillationLoss(
            logits, teacher: taught, plain: plain, temperature: 3, weight: 0.7)
        #expect(slope.loss == expected.item())
        #expect(objective.evaluate(examples).loss != slope.loss)
        let pupil = network()
        var loop = loop(
            pupil, optimizer: Adam(learningRate: 0.02),
            distillation: .init(teacher: teacher, temperature: 2, weight: 1))
        func distance() -> Double {
            KLDivergence()(
                pupil(examples.inputs).logSoftmax(),
                .probabilities(teacher(examples.inputs).softmax())
            ).item()
        }
        let before = distance()
        _ = loop.run(epochs: 20)
        #expect(distance() < 0.3 * before)
    }

    @Test func `rows of an ignored class are not learned from the teacher either`() throws {
        let (teacher, loss) = (network("teacher"), CrossEntropy(ignoredClass: 1))
        let objective = Objective(
            network: network(), loss: loss,
            distillation: .init(teacher: teacher, temperature: 3, weight: 0.7))
        let kept = examples.rows((0..<examples.count).filter { $0 % 3 != 1 })
        let (all, some) = (objective.slope(on: examples), objective.slope(on: kept))
        #expect(kept.count < examples.count)
        #expect(abs(all.loss - some.loss) < 1e-6)
        for named in objective.network.learned {
            let (found, wanted) = (
                try #require(all.gradients[named.parameter]).doubles,
                try #require(some.gradients[named.parameter]).doubles
            )
            #expect(worst(found, wanted) < 1e-6)
        }
    }

    @Test func `an ensemble's probabilities are the mean of its members'`() {
        var loop = loop()
        let objective = loop.objective
        var members: [Snapshot] = []
        var outputs: [Tensor] = []
        for _ in 0..<3 {
            loop.advance()
            members.append(loop.network.snapshot())
            outputs.append(loop.network(examples.inputs).softmax())
        }
        let own = values(loop.network)
        let found = objective.predict(examples.inputs, ensemble: members).softmax()
        let mean = (outputs[0] + outputs[1] + outputs[2]) / 3
        #expect(worst(found.doubles, mean.doubles) < 1e-6)
        #expect(values(loop.network) == own)
        let judged = objective.evaluate(examples, ensemble: members, batchSize: 7)
        #expect(
            abs(judged.loss - objective.loss(found.log(), examples.targets).item()) < 1e-5)
        #expect(values(loop.network) == own)
        #expect(
            objective.evaluate(examples, ensemble: [loop.network.snapshot()], batchSize: 7)
                == objective.evaluate(examples, batchSize: 7))
    }

    @Test func `members are combined by what the loss is scored by`() {
        let one = Tensor([0.2, 0.9, 40], shape: [3, 1])
        let two = Tensor([0.4, 0.1, 60], shape: [3, 1])
        func combined(_ loss: any Loss) -> [Double] {
            Objective(network: network(), loss: loss).combined([one, two]).doubles
        }
        #expect(worst(combined(MeanSquaredError()), [0.3, 0.5, 50]) < 1e-6)
        #expect(worst(combined(BinaryCrossEntropy()), [0.3, 0.5, 50]) < 1e-6)
        let p = [(0.2, 0.4), (0.9, 0.1)].map { a, b in
            (1 / (1 + exp(-a)) + 1 / (1 + exp(-b))) / 2
        }
        let logits = combined(BinaryCrossEntropyWithLogits())
        #expect(worst(Array(logits.prefix(2)), p.map { log($0 / (1 - $0)) }) < 1e-6)
        #expect(logits[2] > 35)
    }

    @Test func `test-time augmentation combines the outputs for changed images`() {
        let network = Network(
            Sequential(Flatten(), Linear(inputs: 12, outputs: 2, key: key("flat"))))
        let objective = Objective(network: network, loss: CrossEntropy())
        let images = Examples(
            inputs: .normal([5, 2, 2, 3], key: key("images")), targets: .classes([0, 1, 0, 1, 0]))
        let flip = Augmentation([.horizontalFlip(probability: 1)], key: key("flip"))
        let found = objective.predict(images, over: flip, draws: 1)
        let flipped = flip(images, rows: [0, 1, 2, 3, 4], epoch: 0)
        #expect(found.scalars == network(flipped.inputs).scalars)
        let jitter = Augmentation(
            [.colorJitter(brightness: 1, contrast: 0, saturation: 0)], key: key("jitter"))
        let members = (0..<3).map { draw in
            network(jitter(images, rows: [4, 3, 2, 1, 0], epoch: draw).inputs)
        }
        #expect(
            objective.predict(images, over: jitter, draws: 3, rows: [4, 3, 2, 1, 0]).scalars
                == objective.combined(members).scalars)
    }

    @Test func `a training prunes after so many epochs and trains what is left`() {
        let pruning = Pruning(sparsity: 0.5, afterEpochs: 1)
        var loop = loop(settings: TrainingSettings(averageDecay: 0.5, pruning: pruning))
        _ = loop.run(epochs: 1)
        #expect(loop.masks == nil)
        let before = values(loop.network)
        loop.advance()
        #expect(loop.masks?.sparsity == 0.5)
        _ = loop.run(epochs: 3)
        func zeros() -> [Int] { values(loop.network).map { $0.count { $0 == 0 } } }
        // Both weights lose half; what normalises and the biases lose nothing.
        #expect(
            zeros()
                == loop.network.parameters.map {
                    $0.parameter.value.rank > 1 ? $0.parameter.value.count / 2 : Self.zeros($0)
                })
        #expect(values(loop.network)[0] != before[0])
        #expect(loop.withAveragedWeights { zeros() } == zeros())
    }

    private static func zeros(_ named: NamedParameter) -> Int {
        named.parameter.value.doubles.count { $0 == 0 }
    }

    @Test func `a pruned training goes on from its checkpoint as if it had never stopped`() throws {
        let settings = TrainingSettings(pruning: Pruning(sparsity: 0.3, afterEpochs: 1))
        var whole = loop(settings: settings)
        _ = whole.run(epochs: 4)
        var first = loop(settings: settings)
        _ = first.run(epochs: 2)
        var second = loop(settings: settings)
        try second.restore(file: first.checkpointFile(), path: "c")
        _ = second.run(epochs: 4)
        #expect(second.checkpointFile() == whole.checkpointFile())
    }

    @Test func `weights survive their file, and a wrong one is named`() throws {
        let one = network()
        let two = network("other")
        two.restore(try two.weights(file: one.weightsFile(), path: "w"))
        #expect(values(two) == values(one))
        var trained = loop()
        _ = trained.run(epochs: 1)
        let checkpoint = trained.checkpointFile()
        two.restore(try two.weights(file: checkpoint, path: "c"))
        #expect(values(two) == values(trained.network))
        let wider = Network(Sequential(Linear(inputs: 4, outputs: 9, key: key("w"))))
        #expect {
            try wider.weights(file: one.weightsFile(), path: "w")
        } throws: { error in
            "\(error)".hasPrefix("w: tensor \"0.weight\":") && "\(error)".contains("[8, 4]")
        }
        let shorter = Network(Sequential(Linear(inputs: 4, outputs: 8, key: key("w"))))
        #expect {
            try shorter.weights(file: one.weightsFile(), path: "w")
        } throws: { "\($0)" == "w: tensor \"1.weight\": the network has no parameter of this name" }
    }

    @Test func `convolutions of another program are not taken for ours`() throws {
        let linear = network()
        let plain = SafetensorsFile.bytes(
            of: linear.parameters.map { (name: $0.name, tensor: $0.parameter.value) })
        #expect(throws: Never.self) { try linear.weights(file: plain, path: "w") }
        let convolution = Network(
            Conv2d(channels: 3, filters: 2, kernel: 3, key: key("c")))
        let foreign = SafetensorsFile.bytes(
            of: convolution.parameters.map { (name: $0.name, tensor: $0.parameter.value) },
            metadata: ["format": "pt"])
        #expect {
            try convolution.weights(file: foreign, path: "w")
        } throws: { "\($0)".hasPrefix("w: metadata: \"format\" is pt, not preflight.weights/1") }
        #expect(throws: Never.self) {
            try convolution.weights(file: convolution.weightsFile(), path: "w")
        }
    }
}
