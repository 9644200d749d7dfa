import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 5, stream: 6)

@Suite struct ModeTests {
    @Test(arguments: [0.0, 0.1, 0.5, 0.9])
    func `dropout drops its share while learning and nothing in evaluation`(rate: Double) {
        let ones = Tensor.full([100, 100], 1)
        let layer = Dropout(rate)
        #expect(layer(ones).scalars == ones.scalars)
        let values = layer(ones, mode: .training(key)).doubles
        let dropped = Double(values.filter { $0 == 0 }.count) / 10_000
        #expect(abs(dropped - rate) <= 4 * (rate * (1 - rate) / 10_000).squareRoot())
        #expect(values.allSatisfy { $0 == 0 || abs($0 - 1 / (1 - rate)) < 1e-6 })
    }

    @Test func `dropout's mask follows from its key`() {
        let ones = Tensor.full([4, 100], 1)
        let layer = Dropout(0.5)
        let first = layer(ones, mode: .training(key)).scalars
        #expect(first == layer(ones, mode: .training(key)).scalars)
        #expect(first != layer(ones, mode: .training(key.substream(1))).scalars)
    }

    @Test func `two dropouts of a sequence draw different masks`() {
        let ones = Tensor.full([4, 100], 1)
        let activations = Network(Sequential(Dropout(0.5), Dropout(0.5)))
            .activations(ones, mode: .training(key))
        let kept = activations.map { $0.output.scalars.map { $0 != 0 } }
        let both = zip(kept[0], kept[1]).filter { $0 && $1 }.count
        #expect((60...140).contains(both))
    }

    @Test func `evaluation leaves running statistics alone and learning moves them`() {
        let layer = BatchNorm1d(2, momentum: 0.1)
        let batch = Tensor([1, 10, 3, 30], shape: [2, 2])
        _ = layer(batch)
        #expect(layer.runningMean.value.scalars == [0, 0])
        _ = layer(batch, mode: .training(key))
        // batch means 2 and 20, unbiased variances 2 and 200
        let mean = layer.runningMean.value.doubles
        let variance = layer.runningVariance.value.doubles
        #expect(abs(mean[0] - 0.2) < 1e-6 && abs(mean[1] - 2) < 1e-5)
        #expect(abs(variance[0] - 1.1) < 1e-6 && abs(variance[1] - 20.9) < 1e-4)
    }

    @Test func `a single row moves no statistics and yields the shift`() {
        let layer = BatchNorm1d(2)
        layer.bias.value = Tensor([3, 4], shape: [2])
        let output = layer(Tensor([5, 6], shape: [1, 2]), mode: .training(key))
        #expect(output.scalars == [3, 4])
        #expect(layer.runningVariance.value.scalars == [1, 1])
    }
}
