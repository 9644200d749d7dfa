import Networks
import Randomness
import Tensors
import Testing
import Training

@Suite struct ProfileTests {
    private static func key(_ purpose: String) -> RandomKey {
        RandomKey(key: UInt64(purpose.utf8.reduce(7) { $0 &* 31 &+ Int($1) }), stream: 5)
    }

    /// A small network with a container, running statistics and a large layer beside small ones.
    private func loop(_ optimizer: any Optimizer = Adam()) -> TrainingLoop {
        let block = Residual(
            Sequential(
                Conv2d(channels: 2, filters: 2, kernel: 3, padding: 1, key: Self.key("a")),
                BatchNorm2d(2)))
        let network = Network(
            Sequential(
                block, Flatten(), Dropout(0.1),
                Linear(inputs: 72, outputs: 600, key: Self.key("b")),
                ReLU(), Linear(inputs: 600, outputs: 600, key: Self.key("c")), ReLU(),
                Linear(inputs: 600, outputs: 3, key: Self.key("d"))))
        let inputs = Tensor.normal([40, 6, 6, 2], key: Self.key("x"))
        let targets = Targets.classes((0..<40).map { Int32($0 % 3) })
        return TrainingLoop(
            Objective(network: network, loss: CrossEntropy()), optimizer: optimizer,
            loader: DataLoader(
                Examples(inputs: inputs, targets: targets), batchSize: 16,
                order: .shuffled(Self.key("order"))),
            keys: Self.key)
    }

    @Test func `every layer, the loss and the optimizer have their times`() {
        let profile = loop().profile(repeats: 5, warmUp: 1)
        #expect(
            profile.rows.map(\.path) == [
                "0", "0.layers.0", "0.layers.1", "1", "2", "3", "4", "5", "6", "7", "loss",
                "optimizer",
            ])
        #expect(profile.rows.map(\.depth) == [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(profile.rows.filter(\.isContainer).map(\.path) == ["0"])
        #expect(profile.rows.allSatisfy { $0.forwardSeconds > 0 })
        let forwardOnly = profile.rows.filter { $0.backwardSeconds == 0 }
        #expect(forwardOnly.map(\.path) == ["optimizer"])
        let shares = profile.rows.filter { !$0.isContainer }.reduce(0) { $0 + $1.share }
        #expect(abs(shares - 1) < 1e-9)
        let largest = profile.rows.max { $0.share < $1.share }
        #expect(["5", "optimizer"].contains(largest?.path))
        #expect(profile.batchSize == 16)
        #expect(profile.stepSeconds > profile.inferenceSeconds)
        #expect(profile.rowsPerSecond == 16 / profile.inferenceSeconds)
    }

    @Test func `a profile leaves the training as it was, to the bit`() {
        var touched = loop()
        var untouched = loop()
        touched.advance()
        untouched.advance()
        _ = touched.profile(repeats: 2, warmUp: 1)
        #expect(touched.position == untouched.position)
        #expect(touched.run(epochs: 2) == untouched.run(epochs: 2))
        #expect(touched.checkpointFile() == untouched.checkpointFile())
    }

    @Test func `the first layer's backward pass leaves its input alone, as in training`() {
        let frozen = loop()
        for named in frozen.network.parameters where named.name.hasPrefix("0.") {
            named.parameter.isFrozen = true
        }
        let profile = frozen.profile(repeats: 2, warmUp: 0)
        #expect(profile.rows.prefix(4).allSatisfy { $0.backwardSeconds == 0 })
        #expect(profile.rows[5].backwardSeconds > 0)
    }

    @Test func `optimizers tell how many numbers they remember`() {
        #expect(SGD(learningRate: 0.1).keptCount(of: [5]) == 0)
        #expect(SGD(learningRate: 0.1, momentum: 0.9).keptCount(of: [5]) == 5)
        #expect(Adam().keptCount(of: [5]) == 10)
        #expect(Lion().keptCount(of: [5]) == 5)
        #expect(RMSprop(learningRate: 0.1).keptCount(of: [5]) == 5)
        #expect(RMSprop(learningRate: 0.1, momentum: 0.5).keptCount(of: [5]) == 10)
    }
}
