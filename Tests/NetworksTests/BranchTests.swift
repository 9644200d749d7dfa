import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 3, stream: 1)

@Suite struct BranchTests {
    @Test(arguments: [[4, 4, 3], [5, 3], [3]])
    func `branches are joined along the last axis, for images, sequences and vectors`(
        shape: [Int]
    ) throws {
        let layer = Concatenate([
            Sequential(), Sequential(ReLU(), Tanh()), Sequential(Sigmoid()),
        ])
        let input = Tensor.uniform([2] + shape, low: -1, high: 1, key: key)
        let output = layer(input)
        #expect(output.shape == [2] + shape.dropLast() + [9])
        #expect(try layer.outputShape(for: shape) == Array(output.shape.dropFirst()))
        let parts = [input.scalars, input.relu().tanh().scalars, input.sigmoid().scalars]
        for (place, value) in output.scalars.enumerated() {
            let (row, column) = (place / 9, place % 9)
            #expect(value == parts[column / 3][row * 3 + column % 3])
        }
        let activations = Network(Sequential(layer)).activations(input)
        #expect(
            activations.map(\.path)
                == ["0.branches.1.0", "0.branches.1.1", "0.branches.2.0", "0"])
        #expect(activations.last?.output.scalars == output.scalars)
    }

    @Test func `every branch and the skip give the input its gradient`() throws {
        let layer = Concatenate([
            Sequential(), Sequential(Linear(inputs: 2, outputs: 3, key: key)),
        ])
        let network = Network(layer)
        #expect(network.parameters.map(\.name) == ["branches.1.0.weight", "branches.1.0.bias"])
        network.convert(to: .float64)
        try withTape {
            let input = Tensor([0.5, -1], shape: [1, 2], type: .float64).tracked()
            let gradients = layer(input).sum().gradients()
            let weight = try #require(network["branches.1.0.weight"])
            let columns = (0..<2).map { column in
                1 + (0..<3).reduce(0.0) { $0 + weight.value.doubles[2 * $1 + column] }
            }
            let found = try #require(gradients[input]).doubles
            #expect(zip(found, columns).allSatisfy { abs($0 - $1) < 1e-12 })
            #expect(gradients[weight]?.doubles == [0.5, -1, 0.5, -1, 0.5, -1])
        }
    }

    @Test func `branches that differ before their last axis are refused with both shapes`() {
        let layer = Concatenate([Sequential(), Sequential(MaxPool2d(kernel: 2))])
        #expect(
            throws: ShapeError(
                "joins [4, 4, 1] and [2, 2, 1]: all but their last numbers must agree")
        ) { try layer.outputShape(for: [4, 4, 1]) }
    }

    @Test func `dropout draws another mask in each branch`() {
        let layer = Concatenate([Sequential(Dropout(0.5)), Sequential(Dropout(0.5))])
        let values = layer(.full([1, 100], 1), mode: .training(key)).scalars
        #expect(values[..<100] != values[100...])
    }

    @Test func `a tied head shares the embedding's weight, and both add to its gradient`() throws {
        let embedding = Embedding(rows: 5, features: 3, key: key)
        let head = Linear(weight: embedding.weight, bias: nil)
        let network = Network(Sequential(embedding, head))
        #expect(network.parameters.map(\.name) == ["0.weight"])
        #expect(network.parameters[0].aliases == ["1.weight"])
        #expect(network.trainableCount == 15)
        network.convert(to: .float64)
        let ids = Tensor([1, 4], shape: [1, 2], type: .float64)
        withTape {
            let gradient = network(ids).sum().gradients()[embedding.weight]?.doubles ?? []
            let weight = embedding.weight.value.doubles
            for row in 0..<5 {
                for column in 0..<3 {
                    // As a head each row sees both ids' vectors; as an embedding, those rows see
                    // the sum of all rows.
                    var expected = weight[3 + column] + weight[12 + column]
                    if row == 1 || row == 4 {
                        expected += (0..<5).reduce(0.0) { $0 + weight[3 * $1 + column] }
                    }
                    #expect(abs(gradient[3 * row + column] - expected) < 1e-12)
                }
            }
        }
    }

    @Test func `dropout is found inside of blocks`() {
        func isRandom(_ layer: any Layer) -> Bool { Network(layer).isRandomInTraining }
        #expect(!isRandom(Sequential(Dropout(0), ReLU())))
        #expect(isRandom(Residual(Sequential(ReLU(), Dropout2d(0.1)))))
        #expect(
            isRandom(TransformerBlock(features: 4, heads: 2, dropout: 0.1, key: key)))
        #expect(
            isRandom(TransformerBlock(features: 4, heads: 2, attentionDropout: 0.1, key: key)))
        #expect(!isRandom(TransformerBlock(features: 4, heads: 2, key: key)))
    }
}
