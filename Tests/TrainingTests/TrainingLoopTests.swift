import Networks
import Randomness
import Tensors
import Testing
import Training

private func key(_ purpose: String) -> RandomKey {
    RandomKey(key: UInt64(purpose.utf8.reduce(7) { $0 &* 31 &+ Int($1) }), stream: 3)
}

/// Rows around three corners, one class each.
private func corners(_ count: Int, spread: Double = 0.3) -> Examples {
    let classes = (0..<count).map { Int32($0 % 3) }
    let centers = classes.flatMap { [$0 == 0 ? 1.0 : -1.0, $0 == 1 ? 1.0 : -1.0] }
    let noise = Tensor.normal([count, 2], deviation: spread, key: key("noise \(count)"))
    return Examples(
        inputs: Tensor(centers, shape: [count, 2], type: .float32) + noise,
        targets: .classes(classes))
}

private func classifier(dropout: Double = 0.2) -> Network {
    Network(
        Sequential(
            Linear(inputs: 2, outputs: 16, key: key("weights/0")), ReLU(), Dropout(dropout),
            Linear(inputs: 16, outputs: 3, initializer: .glorot, key: key("weights/3"))))
}

private func loop(
    _ network: Network, rows: Int = 100, batchSize: Int = 16,
    optimizer: any Optimizer = SGD(learningRate: 0.1, momentum: 0.9),
    settings: TrainingSettings = TrainingSettings()
) -> TrainingLoop {
    TrainingLoop(
        Objective(network: network, loss: CrossEntropy()), optimizer: optimizer,
        loader: DataLoader(corners(rows), batchSize: batchSize, order: .shuffled(key("order"))),
        validation: corners(60), settings: settings, keys: key)
}

private func bits(_ network: Network) -> [UInt32] {
    network.parameters.flatMap { $0.parameter.value.scalars.map(\.bitPattern) }
}

@Suite struct TrainingLoopTests {
    @Test func `a separable problem is learned`() throws {
        var loop = loop(classifier())
        let result = loop.run(epochs: 15)
        #expect(result.ending == .completed)
        #expect(result.history.map(\.epoch) == Array(1...15))
        #expect(result.history.last?.steps == 15 * 7)
        #expect(
            Set(result.metrics.keys) == [
                "training-loss", "training-accuracy", "validation-loss", "validation-accuracy",
                "validation-precision", "validation-recall", "validation-f1", "validation-auc",
            ])
        #expect(try #require(result.metrics["validation-accuracy"]) > 0.97)
        let first = try #require(result.history.first?.metrics["training-loss"])
        #expect(try #require(result.metrics["training-loss"]) < 0.2 * first)
    }

    @Test func `the same keys give the same bits and watching changes none`() {
        let (one, two) = (classifier(), classifier())
        var plain = loop(one)
        var watched = loop(two)
        var seen: [Int] = []
        var signs = 0
        watched.observers.append(
            TrainingObserver(gradients: { gradients, record in
                #expect(gradients["0.weight"] != nil && (record.gradientNorm ?? 0) > 0)
            }))
        watched.observers.append(TrainingObserver(step: { seen.append($0.step) }))
        watched.observers.append(TrainingObserver(epoch: { _ in .proceed }))
        watched.observers.append(TrainingObserver(progress: { signs += 1 }))
        #expect(plain.run(epochs: 3) == watched.run(epochs: 3))
        #expect(bits(one) == bits(two))
        #expect(seen == Array(0..<21))
        #expect(signs == 21 + 3)
    }

    @Test func `another key gives other bits`() {
        let (one, two) = (classifier(), classifier())
        var first = loop(one)
        var second = TrainingLoop(
            first.objective, optimizer: first.optimizer, loader: first.loader,
            keys: { key("other " + $0) })
        second = TrainingLoop(
            Objective(network: two, loss: CrossEntropy()), optimizer: second.optimizer,
            loader: second.loader, keys: { key("other " + $0) })
        first.advance()
        second.advance()
        #expect(bits(one) != bits(two))
    }

    @Test func `a training goes on from a checkpoint as if nothing had happened`() {
        let optimizers: [any Optimizer] = [
            SGD(learningRate: 0.1, momentum: 0.9), AdamW(learningRate: 0.01),
        ]
        for optimizer in optimizers {
            let network = classifier()
            var loop = loop(network, optimizer: optimizer)
            for _ in 0..<10 { loop.advance() }
            let checkpoint = loop.checkpoint()
            let expected = (0..<10).map { _ in loop.advance() }
            let end = (bits(network), loop.run(epochs: 4))
            loop.restore(checkpoint)
            #expect((0..<10).map { _ in loop.advance() } == expected)
            #expect(bits(network) == end.0)
            #expect(loop.run(epochs: 4) == end.1)
        }
    }

    @Test func `frozen parameters stay to the bit and the others move`() throws {
        let network = classifier()
        try #require(network["0.weight"]).isFrozen = true
        let before = network.parameters.map { $0.parameter.value.scalars }
        var loop = loop(network, optimizer: AdamW(learningRate: 0.01, weightDecay: 0.1))
        loop.advance()
        let moved = zip(before, network.parameters).map { $0 != $1.parameter.value.scalars }
        #expect(moved == [false, true, true, true])
    }

    @Test func `an observer ends a training after an epoch`() {
        var loop = loop(classifier())
        loop.observers.append(TrainingObserver(epoch: { $0.epoch == 2 ? .stop : .proceed }))
        let result = loop.run(epochs: 9)
        #expect(result.ending == .stopped)
        #expect(result.history.count == 2)
    }

    @Test func `the learning rate follows the schedule step by step`() {
        let plain = loop(classifier())
        var scheduled = TrainingLoop(
            plain.objective, optimizer: SGD(learningRate: 0.2),
            schedule: LinearWarmup(steps: 2, then: StepDecay(size: 1, factor: 0.5)),
            loader: plain.loader, keys: key)
        let rates = (0..<5).map { _ in scheduled.advance().learningRate }
        #expect(worst(rates, [0.1, 0.2, 0.2, 0.1, 0.05]) < 1e-15)
    }

    @Test func `a regression is judged by r2 on held-out rows`() throws {
        let inputs = Tensor.uniform([200, 1], low: -1, high: 1, key: key("x"))
        let examples = Examples(inputs: inputs, targets: .values(inputs * inputs))
        let network = Network(
            Sequential(
                Linear(inputs: 1, outputs: 16, initializer: .pytorch, key: key("a")), Tanh(),
                Linear(inputs: 16, outputs: 1, key: key("b"))))
        var loop = TrainingLoop(
            Objective(network: network, loss: MeanSquaredError()),
            optimizer: Adam(learningRate: 0.02),
            loader: DataLoader(examples, batchSize: 20, order: .shuffled(key("order"))),
            validation: examples, keys: key)
        let result = loop.run(epochs: 30)
        #expect(
            Set(result.metrics.keys) == [
                "training-loss", "validation-loss", "validation-r2", "validation-mae",
            ])
        #expect(try #require(result.metrics["validation-r2"]) > 0.95)
    }

    @Test func `the training loss weighs rows, whatever their batch`() throws {
        let network = classifier(dropout: 0)
        let examples = corners(10)
        let objective = Objective(network: network, loss: CrossEntropy())
        let before = objective.evaluate(examples, batchSize: 3).loss
        #expect(abs(before - objective.evaluate(examples, batchSize: 100).loss) < 1e-6)
        var loop = TrainingLoop(
            objective, optimizer: SGD(learningRate: 0),
            loader: DataLoader(examples, batchSize: 4), keys: key)
        let loss = try #require(loop.run(epochs: 1).metrics["training-loss"])
        #expect(abs(loss - before) < 1e-6)
    }
}
