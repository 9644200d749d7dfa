import Networks
import Randomness
import Tensors
import Testing

private let key = RandomKey(key: 41, stream: 42)

private func network() -> Network {
    Network(
        Sequential(
            Linear(inputs: 12, outputs: 8, key: key.substream(0)), ReLU(),
            Residual(Sequential(Linear(inputs: 8, outputs: 8, bias: false, key: key.substream(1)))),
            TransformerBlock(features: 8, heads: 2, key: key.substream(2)),
            TransformerBlock(features: 8, heads: 2, causal: true, key: key.substream(3)),
            Residual(
                Sequential(LayerNorm(8)),
                shortcut: Sequential(Linear(inputs: 8, outputs: 8, key: key.substream(4))))))
}

/// A container that forgets its part.
private struct Forgetful: Layer {
    let inner: Linear

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { inner(input, mode: mode) }
}

@Suite struct QuantizedLinearTests {
    @Test func `every linear layer is replaced, wherever it is nested`() {
        let (plain, quantized) = (network(), network().quantized())
        #expect(
            quantized.quantizedLayers.map(\.path) == [
                "0", "2.layers.0", "3.attention.projection", "3.attention.output", "3.up", "3.down",
                "4.attention.projection", "4.attention.output", "4.up", "4.down", "5.shortcut.0",
            ])
        #expect(plain.quantizedLayers.isEmpty)
        // Only those of the normalizations are left.
        #expect(quantized.parameters.count == 2 * 2 * 2 + 2)
        #expect(quantized.parameters.allSatisfy { $0.parameter.value.rank == 1 })
        let x = Tensor.normal([3, 5, 12], key: key)
        let (before, after) = (plain(x), quantized(x))
        #expect(before.shape == after.shape)
        let largest = before.scalars.map { abs($0) }.max() ?? 0
        let differences = zip(before.scalars, after.scalars).map { abs($0 - $1) }
        #expect((differences.max() ?? 0) < 0.05 * largest && (differences.max() ?? 0) > 0)
    }

    @Test func `a copy leaves the network as it was, and keeps its own weights`() {
        let network = network()
        let x = Tensor.normal([2, 5, 12], key: key)
        let before = network(x).scalars
        let quantized = network.quantized()
        let after = quantized(x).scalars
        #expect(network(x).scalars == before)
        network.parameters[0].parameter.value = .zeros(network.parameters[0].parameter.value.shape)
        #expect(quantized(x).scalars == after)
        #expect(network(x).scalars != before)
    }

    @Test func `shapes are those of the layer that was quantized`() throws {
        let layer = QuantizedLinear(Linear(inputs: 12, outputs: 8, key: key))
        #expect(layer.inputs == 12 && layer.outputs == 8)
        #expect(try layer.outputShape(for: [5, 12]) == [5, 8])
        #expect(throws: ShapeError.self) { try layer.outputShape(for: [11]) }
        #expect(layer.byteCount == 12 * 8 + 4 * 8 + 4 * 8)
    }

    @Test func `a container that forgets a linear layer traps with its path`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            let key = RandomKey(key: 1, stream: 1)
            _ = Network(
                Sequential(Forgetful(inner: Linear(inputs: 2, outputs: 2, key: key)))
            ).quantized()
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(said.contains("0.inner") && said.contains("replacingLinear"))
    }
}
