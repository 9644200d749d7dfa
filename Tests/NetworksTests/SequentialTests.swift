import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 8, stream: 2)

private func conv(_ channels: Int, _ filters: Int) -> Conv2d {
    Conv2d(channels: channels, filters: filters, kernel: 3, padding: 1, key: key)
}

/// The bits of the output and of every gradient.
private func run(
    _ network: Network, _ x: Tensor, _ mode: Mode, _ forward: (Tensor) -> Tensor
) -> [[UInt32]] {
    withTape {
        let leaf = x.tracked()
        let y = forward(leaf)
        let seed = Tensor.uniform(y.shape, low: -1, high: 1, key: key.substream(1))
        let gradients = y.gradients(seed: seed)
        let parameters = network.learned.map { gradients[$0.parameter] }
        return ([y, gradients[leaf]] + parameters).map {
            ($0?.scalars ?? []).map(\.bitPattern)
        }
    }
}

@Suite struct SequentialTests {
    /// Where a ReLU moves behind a pooling or overwrites what comes in.
    @Test(arguments: [false, true])
    func `layers in a row give the bits of one after the other`(_ learning: Bool) {
        let mode: Mode = learning ? .training(key) : .evaluation
        let layers: [any Layer] = [
            ReLU(), MaxPool2d(kernel: 2), conv(3, 6), BatchNorm2d(6), ReLU(),
            MaxPool2d(kernel: 3, stride: 1, padding: 1), ReLU(), ReLU(),
            Residual(Sequential(conv(6, 6), ReLU(), conv(6, 6))), ReLU(), Flatten(),
            Linear(inputs: 96, outputs: 20, key: key), ReLU(), Dropout(0.5), ReLU(),
            Linear(inputs: 20, outputs: 4, key: key), ReLU(),
        ]
        var values = Tensor.uniform([2, 8, 8, 3], low: -2, high: 1, key: key).scalars
        values.replaceSubrange(60..<120, with: repeatElement(-1, count: 60))
        let x = Tensor(values, shape: [2, 8, 8, 3])
        let sequential = Sequential(layers)
        let network = Network(sequential)
        let together = run(network, x, mode) { sequential($0, mode: mode) }
        let apart = run(network, x, mode) { input in
            layers.enumerated().reduce(input) { output, layer in
                layer.element(output, mode: mode.substream(layer.offset))
            }
        }
        #expect(together == apart)
        #expect(apart.allSatisfy { bits in bits.contains { $0 != 0 } })
    }

    @Test func `a ReLU before a pooling hands on what is not a number`() {
        let x = Tensor([1, .nan, -3, -4] as [Float], shape: [1, 2, 2, 1])
        let layers: [any Layer] = [ReLU(), MaxPool2d(kernel: 2)]
        #expect(Sequential(layers)(x, mode: .evaluation).scalars[0].isNaN)
    }
}
