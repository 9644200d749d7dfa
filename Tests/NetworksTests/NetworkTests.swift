import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 3, stream: 4)

/// A network written in Swift: an optional part, an array, and a parameter used twice.
private struct Residual: Layer {
    let blocks: [Linear]
    let gate: Linear?
    let again: Parameter
    let head: Sequential

    init(gated: Bool) {
        blocks = (0..<2).map { Linear(inputs: 3, outputs: 3, key: key.substream($0)) }
        gate = gated ? Linear(inputs: 3, outputs: 3, bias: false, key: key) : nil
        again = blocks[0].weight
        head = Sequential(
            [Linear(inputs: 3, outputs: 2, key: key), BatchNorm1d(2)], names: ["out", "norm"])
    }

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        var output = input
        for block in blocks { output = output + block(output, mode: mode).relu() }
        if let gate { output = output * gate(output, mode: mode).sigmoid() }
        return head(linear(output, again.tracked, nil), mode: mode)
    }
}

@Suite struct NetworkTests {
    @Test func `parameters are named by path, each once`() {
        let network = Network(Residual(gated: true))
        #expect(
            network.parameters.map(\.name) == [
                "blocks.0.weight", "blocks.0.bias", "blocks.1.weight", "blocks.1.bias",
                "gate.weight", "head.out.weight", "head.out.bias", "head.norm.weight",
                "head.norm.bias", "head.norm.runningMean", "head.norm.runningVariance",
            ])
        #expect(network.parameters[0].aliases == ["again"])
        #expect(network["again"] === network["blocks.0.weight"])
        #expect(network["gate"] == nil)
        #expect(!Network(Residual(gated: false)).parameters.contains { $0.name.contains("gate") })
    }

    @Test func `layers of a sequence are named by position`() {
        let network = Network(
            Sequential(
                Conv2d(channels: 1, filters: 2, kernel: 3, key: key), ReLU(),
                Sequential(Flatten(), Linear(inputs: 8, outputs: 1, key: key))))
        #expect(
            network.parameters.map(\.name) == ["0.weight", "0.bias", "2.1.weight", "2.1.bias"])
        #expect(network.trainableCount == 20 + 9)
    }

    @Test func `running statistics and frozen parameters are not learned`() throws {
        let network = Network(Residual(gated: false))
        try #require(network["blocks.1.weight"]).isFrozen = true
        let names = network.learned.map(\.name)
        #expect(!names.contains { $0.contains("running") || $0 == "blocks.1.weight" })
        #expect(names.count == 7)
    }

    @Test func `a sequence shows what each of its layers puts out`() {
        let network = Network(
            Sequential(
                Linear(inputs: 3, outputs: 4, key: key), ReLU(),
                Sequential(
                    [Dropout(0.5), Linear(inputs: 4, outputs: 2, key: key)],
                    names: ["drop", "head"])))
        let input = Tensor.normal([5, 3], key: key)
        let activations = network.activations(input, mode: .training(key))
        #expect(activations.map(\.path) == ["0", "1", "2.drop", "2.head"])
        #expect(activations[1].layer is ReLU)
        #expect(activations[1].output.scalars == activations[1].input.relu().scalars)
        #expect(activations[3].output.scalars == network(input, mode: .training(key)).scalars)
    }

    @Test func `gradients with respect to activations can be asked for`() throws {
        let network = Network(
            Sequential(
                Linear(inputs: 3, outputs: 4, key: key), Tanh(),
                Linear(inputs: 4, outputs: 2, key: key)))
        try withTape {
            let activations = network.activations(.normal([5, 3], key: key))
            let loss = activations[2].output.sum()
            let gradients = loss.gradients(keeping: activations.map(\.output))
            #expect(gradients[activations[0].output]?.shape == [5, 4])
            let last = try #require(gradients[activations[2].output])
            #expect(last.scalars.allSatisfy { $0 == 1 })
        }
    }

    @Test func `a sequence passes shapes on and says which layer objects`() throws {
        let layers = Sequential(
            Conv2d(channels: 1, filters: 4, kernel: 3, key: key), MaxPool2d(kernel: 2), Flatten(),
            Linear(inputs: 36, outputs: 10, key: key))
        #expect(try layers.outputShape(for: [8, 8, 1]) == [10])
        let error = ShapeError("layer 3: linear takes rows of shape [36], not [64]")
        #expect(throws: error) { try layers.outputShape(for: [10, 10, 1]) }
    }
}
