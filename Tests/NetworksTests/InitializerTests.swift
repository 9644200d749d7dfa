import Foundation
import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 11, stream: 7)

/// Initializers of a layer of 40 inputs and 80 outputs, and the variance of its weights.
private let sized: [(String, Initializer, Double)] = [
    ("he", .he, 2.0 / 40),
    ("he-uniform", .heUniform, 2.0 / 40),
    ("glorot", .glorot, 2.0 / 120),
    ("glorot-normal", .glorotNormal, 2.0 / 120),
    ("pytorch", .pytorch, 1.0 / 120),
    ("normal", .normal(deviation: 0.3), 0.09),
    ("uniform", .uniform(bound: 0.3), 0.03),
]

@Suite struct InitializerTests {
    @Test(arguments: sized)
    func `weights vary as the initializer says`(
        name: String, initializer: Initializer, variance: Double
    ) {
        let layer = Linear(inputs: 40, outputs: 80, initializer: initializer, key: key)
        let fans = Fans(incoming: 40, outgoing: 80)
        #expect(abs(initializer.weight(fans).variance - variance) < 1e-12)
        let values = layer.weight.value.doubles
        let freedom = Double(values.count - 1)
        let mean = values.reduce(0, +) / Double(values.count)
        let sample = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / freedom
        // s²/σ² is χ²/ν, whose deviation is √(2/ν): four of them
        #expect(abs(sample / variance - 1) < 4 * (2 / freedom).squareRoot())
        #expect(abs(mean) < 4 * (variance / Double(values.count)).squareRoot())
    }

    @Test func `He's distribution is normal and Glorot's is bounded`() {
        let he = Linear(inputs: 40, outputs: 80, initializer: .he, key: key).weight.value.doubles
        let deviation = (2.0 / 40).squareRoot()
        let inside = he.filter { abs($0) < deviation }.count
        // 68.27 % of 3200, give or take four binomial deviations
        #expect(abs(Double(inside) / 3200 - 0.6827) < 4 * (0.2166 / 3200).squareRoot())
        let glorot = Linear(inputs: 40, outputs: 80, initializer: .glorot, key: key)
        let bound = (6.0 / 120).squareRoot()
        #expect(glorot.weight.value.doubles.allSatisfy { abs($0) <= bound })
        #expect(glorot.weight.value.doubles.contains { abs($0) > 0.99 * bound })
    }

    @Test func `a convolution's fans count its window`() {
        let layer = Conv2d(channels: 8, filters: 32, kernel: 3, key: key)
        let values = layer.weight.value.doubles
        let sample = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        #expect(layer.weight.value.shape == [32, 3, 3, 8])
        #expect(abs(sample / (2.0 / 72) - 1) < 4 * (2 / Double(values.count)).squareRoot())
    }

    @Test func `biases start at 0 except PyTorch's`() throws {
        for initializer in [Initializer.he, .glorot, .normal(deviation: 1), .constant(3)] {
            let layer = Linear(inputs: 9, outputs: 5, initializer: initializer, key: key)
            #expect(try #require(layer.bias).value.doubles == [0, 0, 0, 0, 0])
        }
        let layer = Linear(inputs: 9, outputs: 400, initializer: .pytorch, key: key)
        let bias = try #require(layer.bias).value.doubles
        #expect(bias.allSatisfy { abs($0) <= 1.0 / 3 })
        #expect(bias.contains { abs($0) > 0.3 })
        #expect(
            Linear(inputs: 2, outputs: 1, initializer: .constant(3), key: key)
                .weight.value.doubles == [3, 3])
        #expect(
            Linear(inputs: 2, outputs: 1, initializer: .zeros, key: key)
                .weight.value.doubles == [0, 0])
    }

    @Test func `one key gives the same bytes and another gives others`() {
        func weights(_ key: RandomKey) -> [Float] {
            Conv2d(channels: 2, filters: 3, kernel: 3, initializer: .pytorch, key: key)
                .weight.value.scalars
        }
        #expect(weights(key) == weights(key))
        #expect(weights(key) != weights(key.substream(0)))
    }
}
