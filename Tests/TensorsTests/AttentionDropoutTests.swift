import Randomness
import Tensors
import Testing

@Suite struct AttentionDropoutTests {
    private static let key = RandomKey(key: 0x0123_4567_89AB_CDEF, stream: 0x42)

    /// Against `Goldens/attention_dropout.py`.
    @Test(arguments: try OperationGolden.all("attention_dropout"), [ScalarType.float32, .float64])
    func `values and gradients are PyTorch's`(_ golden: OperationGolden, _ type: ScalarType) throws
    {
        let dropout = AttentionDropout(rate: 0.3, key: Self.key)
        try golden.check(type, within: type == .float64 ? 1e-8 : 3e-6) { v in
            let heads = try golden.whole("heads")
            if golden.operation == "crossAttention" {
                return crossAttention(
                    v[0], v[1], heads: heads, padding: v.count > 2 ? v[2] : nil, dropout: dropout)
            }
            return selfAttention(
                v[0], heads: heads, causal: try golden.whole("causal") == 1,
                padding: v.count > 1 ? v[1] : nil, dropout: dropout)
        }
    }

    @Test(arguments: [false, true])
    func `at a rate of 0 it is attention without dropout`(_ causal: Bool) {
        withTape {
            let qkv = Tensor.normal([2, 6, 12], key: Self.key, type: .float64).tracked()
            let padding = Tensor(
                [1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1], shape: [2, 6], type: .float64)
            let seed = Tensor.uniform([2, 6, 4], key: Self.key.substream(1), type: .float64)
            let none = AttentionDropout(rate: 0, key: Self.key)
            let composed = selfAttention(
                qkv, heads: 2, causal: causal, padding: padding, dropout: none)
            let fused = selfAttention(qkv, heads: 2, causal: causal, padding: padding)
            #expect(relativeError(composed.doubles, fused.doubles) < 1e-12)
            let (found, expected) = (
                composed.gradients(seed: seed)[qkv], fused.gradients(seed: seed)[qkv]
            )
            #expect(relativeError(found?.doubles ?? [], expected?.doubles ?? []) < 1e-12)
            // Of the second sequence's queries the first two see nothing where it is causal.
            #expect((composed.doubles[24..<32].allSatisfy { $0 == 0 }) == causal)
        }
    }

    @Test func `no sequence, no place and no key are fine`() {
        let dropout = AttentionDropout(rate: 0.5, key: Self.key)
        withTape {
            for shape in [[0, 3, 6], [2, 0, 6]] {
                let qkv = Tensor.zeros(shape).tracked()
                let y = selfAttention(qkv, heads: 2, causal: true, dropout: dropout)
                #expect(y.shape == [shape[0], shape[1], 2])
                #expect(y.gradients(seed: .zeros(y.shape))[qkv]?.shape == shape)
            }
            let q = Tensor.full([1, 2, 3], 1).tracked()
            let y = crossAttention(
                q, .zeros([1, 0, 6]), heads: 1, padding: .zeros([1, 0]), dropout: dropout)
            #expect(y.doubles == [0, 0, 0, 0, 0, 0])
            #expect(y.gradients(seed: y)[q]?.doubles == [0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `another key drops other weights`() {
        let qkv = Tensor.normal([1, 8, 12], key: Self.key)
        func attended(_ key: RandomKey) -> [Float] {
            selfAttention(qkv, heads: 2, dropout: AttentionDropout(rate: 0.5, key: key)).scalars
        }
        #expect(attended(Self.key) == attended(Self.key))
        #expect(attended(Self.key) != attended(Self.key.substream(0)))
    }

    @Test func `a rate of 1 traps`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            let all = AttentionDropout(rate: 1, key: RandomKey(key: 1, stream: 2))
            _ = selfAttention(.zeros([2, 3, 12]), heads: 2, dropout: all)
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(said.contains("0 ..< 1") && said.contains("1.0"))
    }
}
