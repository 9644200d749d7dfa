import Networks
import Randomness
import Tensors
import Testing

/// Multiply-adds against counts by hand.
@Suite struct SummaryTests {
    static let key = RandomKey(key: 1, stream: 2)

    private func conv(
        _ channels: Int, _ filters: Int, _ kernel: AxisPair = 3, stride: AxisPair = 1,
        padding: AxisPair = 1, groups: Int = 1, bias: Bool = false
    ) -> Conv2d {
        Conv2d(
            channels: channels, filters: filters, kernel: kernel, stride: stride, padding: padding,
            groups: groups, bias: bias, key: Self.key)
    }

    /// The blocks of ResNet-18 with a 3 × 3 stem, as it is used for CIFAR.
    private func resNet18() -> Network {
        func block(_ channels: Int, _ filters: Int) -> [any Layer] {
            let stride: AxisPair = channels == filters ? 1 : 2
            let straight = Sequential(
                conv(channels, filters, stride: stride), BatchNorm2d(filters), ReLU(),
                conv(filters, filters), BatchNorm2d(filters))
            let shortcut = Sequential(
                conv(channels, filters, 1, stride: 2, padding: 0), BatchNorm2d(filters))
            return [
                Residual(straight, shortcut: channels == filters ? nil : shortcut), ReLU(),
            ]
        }
        var layers: [any Layer] = [conv(3, 64), BatchNorm2d(64), ReLU()]
        for (channels, filters) in [(64, 64), (64, 128), (128, 256), (256, 512)] {
            layers += block(channels, filters) + block(filters, filters)
        }
        layers += [
            AdaptiveAvgPool2d(height: 1, width: 1), Flatten(),
            Linear(inputs: 512, outputs: 10, key: Self.key),
        ]
        return Network(Sequential(layers))
    }

    @Test func `ResNet-18 for CIFAR takes 556 million multiply-adds`() throws {
        let summary = try NetworkSummary(
            resNet18(), inputShape: [32, 32, 3], batchSize: 4, keptCount: { $0.reduce(1, *) })
        let stem = 32 * 32 * 27 * 64
        let stage1 = 4 * 32 * 32 * 9 * 64 * 64
        func stage(_ side: Int, _ filters: Int) -> Int {
            let half = filters / 2
            return side * side * filters * (9 * half + half + 3 * 9 * filters)
        }
        let byHand = stem + stage1 + stage(16, 128) + stage(8, 256) + stage(4, 512) + 5120
        #expect(summary.multiplyAdds == byHand)
        #expect(summary.multiplyAdds == 555_422_720)
        #expect(summary.parameters == 11_173_962)
        #expect(summary.learned == 11_173_962)
        #expect(summary.optimizerMemory == 4 * 11_173_962)
        // Running means and variances are no parameters that training changes.
        #expect(summary.weightMemory == 4 * (11_173_962 + 2 * 4800))
        let sum = summary.rows.reduce(0) { $0 + $1.forwardMemory }
        #expect(summary.forwardMemory == sum)
        #expect(
            summary.trainingMemory
                == summary.weightMemory + sum + summary.backwardMemory + summary.optimizerMemory)
    }

    @Test func `a residual's row stands before its layers and counts only what is its own`() throws
    {
        let summary = try NetworkSummary(resNet18(), inputShape: [32, 32, 3], batchSize: 1)
        let paths = summary.rows.map(\.path)
        let block = try #require(paths.firstIndex(of: "7"))
        #expect(
            paths[block...].prefix(9).elementsEqual([
                "7", "7.layers.0", "7.layers.1", "7.layers.2", "7.layers.3", "7.layers.4",
                "7.shortcut.0", "7.shortcut.1", "8",
            ]))
        #expect(summary.rows[block...].prefix(9).map(\.depth) == [0, 1, 1, 1, 1, 1, 1, 1, 0])
        #expect(summary.rows[block].kind == "Residual")
        #expect(summary.rows[block].parameters == 0)
        #expect(summary.rows[block].multiplyAdds == 0)
        #expect(summary.rows[block + 1].multiplyAdds == 16 * 16 * 128 * 9 * 64)
        // No derivative reads the sum: the activation behind it keeps what it makes of it.
        #expect(summary.rows[block].forwardMemory == 0)
        #expect(summary.rows[block + 8].forwardMemory == 4 * 16 * 16 * 128)
        #expect(summary.rows[block].backwardMemory == 4 * 16 * 16 * 128)
    }

    @Test func `LeNet-5 takes 416,520 multiply-adds`() throws {
        let network = Network(
            Sequential(
                conv(1, 6, 5, padding: 2, bias: true), Tanh(), AvgPool2d(kernel: 2),
                conv(6, 16, 5, padding: 0, bias: true), Tanh(), AvgPool2d(kernel: 2), Flatten(),
                Linear(inputs: 400, outputs: 120, key: Self.key), Tanh(),
                Linear(inputs: 120, outputs: 84, key: Self.key), Tanh(),
                Linear(inputs: 84, outputs: 10, key: Self.key)))
        let summary = try NetworkSummary(network, inputShape: [28, 28, 1], batchSize: 2)
        let convolutions = 28 * 28 * 25 * 6 + 10 * 10 * 25 * 6 * 16
        #expect(summary.multiplyAdds == convolutions + 400 * 120 + 120 * 84 + 84 * 10)
        #expect(summary.multiplyAdds == 416_520)
        #expect(summary.parameters == 61_706)
        let flatten = try #require(summary.rows.first { $0.kind == "Flatten" })
        #expect(flatten.forwardMemory == 0)
        let (first, second) = (summary.rows[0], summary.rows[1])
        #expect(first.forwardMemory == 0)
        #expect(second.forwardMemory == 2 * 28 * 28 * 6 * 4)
        #expect(second.backwardMemory == second.forwardMemory)
        #expect(first.backwardMemory == second.backwardMemory + 4 * (150 + 6))
    }

    @Test func `recurrent layers count each weight once for every time`() throws {
        let lstm = LSTM(inputs: 3, hidden: 5, layers: 2, bidirectional: true, key: Self.key)
        let first = 2 * 4 * 5 * (3 + 5)
        let second = 2 * 4 * 5 * (10 + 5)
        #expect(try lstm.multiplyAdds(for: [7, 3]) == 7 * (first + second))
        let gru = GRU(inputs: 3, hidden: 5, key: Self.key)
        #expect(try gru.multiplyAdds(for: [7, 3]) == 7 * 3 * 5 * (3 + 5))
        let rnn = RNN(inputs: 3, hidden: 5, key: Self.key)
        #expect(try rnn.multiplyAdds(for: [7, 3]) == 7 * 5 * (3 + 5))
    }

    @Test func `attention counts its projections and both products of places`() throws {
        let attention = MultiHeadAttention(features: 8, heads: 2, causal: true, key: Self.key)
        let byHand = 6 * 8 * 24 + 2 * 6 * 6 * 8 + 6 * 8 * 8
        #expect(try attention.multiplyAdds(for: [6, 8]) == byHand)
        let block = TransformerBlock(features: 8, heads: 2, hidden: 20, key: Self.key)
        #expect(try block.multiplyAdds(for: [6, 8]) == byHand + 2 * 6 * 8 * 20)
    }

    @Test func `groups, sequences and transposed convolutions count their own weights`() throws {
        #expect(try conv(8, 8, groups: 8).multiplyAdds(for: [4, 4, 8]) == 16 * 9 * 8)
        let sequence = Conv1d(
            channels: 4, filters: 6, kernel: 3, stride: 2, groups: 2, key: Self.key)
        #expect(try sequence.multiplyAdds(for: [9, 4]) == 4 * 6 * 3 * 2)
        let transposed = ConvTranspose2d(
            channels: 4, filters: 6, kernel: 2, stride: 2, key: Self.key)
        #expect(try transposed.multiplyAdds(for: [5, 5, 4]) == 25 * 4 * 6 * 4)
    }

    @Test func `a layer that can't take the input says so`() {
        #expect(throws: ShapeError.self) {
            try NetworkSummary(resNet18(), inputShape: [32, 32, 1], batchSize: 1)
        }
    }

    @Test func `a single layer and frozen parameters are told as such`() throws {
        let linear = Linear(inputs: 3, outputs: 2, key: Self.key)
        linear.weight.isFrozen = true
        let summary = try NetworkSummary(Network(linear), inputShape: [3], batchSize: 1)
        #expect(summary.rows.map(\.path) == [""])
        #expect(summary.rows[0].depth == 0)
        #expect(summary.parameters == 8)
        #expect(summary.learned == 2)
        #expect(summary.rows[0].forwardMemory == 4 * 2)
        #expect(summary.rows[0].backwardMemory == 4 * (2 + 2))
    }
}
