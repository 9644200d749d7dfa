import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 3, stream: 4)

/// Networks whose sizes fill the pool's buffers but for a few small ones, and a row's shape.
private let networks: [String: @Sendable () -> (Network, [Int])] = [
    "encoder and decoder blocks": {
        let blocks = [false, true].map {
            TransformerBlock(
                features: 64, heads: 4, causal: $0, hidden: 128, dropout: 0.1, key: key)
        }
        return (Network(Sequential(blocks)), [32, 64])
    },
    "a block that drops attention's weights": {
        let block = TransformerBlock(
            features: 64, heads: 4, causal: true, attentionDropout: 0.5, normPlacement: .after,
            key: key)
        return (Network(block), [32, 64])
    },
    "attention": { (Network(MultiHeadAttention(features: 64, heads: 4, key: key)), [32, 64]) },
    "lstm": {
        let lstm = LSTM(inputs: 32, hidden: 64, layers: 2, bidirectional: true, key: key)
        return (Network(lstm), [32, 32])
    },
    "gru and a classifier": {
        let layers: [any Layer] = [
            GRU(inputs: 32, hidden: 64, output: .last, key: key),
            Linear(inputs: 64, outputs: 16, key: key),
        ]
        return (Network(Sequential(layers)), [32, 32])
    },
    "convolutions": {
        let layers: [any Layer] = [
            Conv2d(channels: 4, filters: 16, kernel: 3, padding: 1, key: key), BatchNorm2d(16),
            ReLU(), Conv2d(channels: 16, filters: 16, kernel: 3, padding: 1, key: key),
            MaxPool2d(kernel: 2), Dropout(0.2), Flatten(),
            Linear(inputs: 1024, outputs: 64, key: key), GELU(),
            Linear(inputs: 64, outputs: 16, key: key),
        ]
        return (Network(Sequential(layers)), [16, 16, 4])
    },
]

/// The memory that a summary foretells, against that which the pool gave.
@Suite struct SummaryMemoryTests {
    private static let rows = 32

    /// Bytes that a recorded forward pass leaves behind.
    private func left(by network: Network, _ shape: [Int]) -> Int {
        let input = Tensor.zeros([Self.rows] + shape)
        return withTape {
            TensorMemory.releaseUnused()
            let before = TensorMemory.allocatedBytes
            let output = network(input, mode: .training(key))
            TensorMemory.releaseUnused()
            return withExtendedLifetime(output) { TensorMemory.allocatedBytes - before }
        }
    }

    @Test(arguments: networks.keys.sorted())
    func `what a summary counts forward is what recording holds`(_ name: String) throws {
        let make = try #require(networks[name])
        let (network, shape) = make()
        let summary = try NetworkSummary(network, inputShape: shape, batchSize: Self.rows)
        _ = left(by: network, shape)
        let left = Double(left(by: network, shape))
        let counted = Double(summary.forwardMemory)
        // The pool rounds small buffers up.
        #expect(counted <= left && left <= 1.02 * counted, "\(left / counted)")
    }

    @Test func `a summary leaves a network as it was`() throws {
        let network = Network(Sequential(BatchNorm2d(3), ReLU()))
        let before = network.snapshot()
        _ = try NetworkSummary(network, inputShape: [2, 2, 3], batchSize: 4)
        for (value, other) in zip(before.values, network.snapshot().values) {
            #expect(value.scalars == other.scalars)
        }
    }

    @Test func `sizes grow with the batch, and those of a row alone are right too`() throws {
        let block = TransformerBlock(features: 8, heads: 2, hidden: 16, key: key)
        func forward(_ rows: Int) throws -> Int {
            try NetworkSummary(Network(block), inputShape: [6, 8], batchSize: rows).forwardMemory
        }
        #expect(try forward(1) > 0)
        #expect(try forward(10) == 10 * forward(1))
    }
}
