import Tensors
import Testing

@Suite struct EmptySequenceTests {
    @Test func `no ids give no rows and a gradient of zeros`() {
        withTape {
            let table = Tensor.full([2, 3], 1).tracked()
            let y = embedding(table, ids: .zeros([0, 4]))
            #expect(y.shape == [0, 4, 3])
            #expect(y.gradients(seed: .zeros([0, 4, 3]))[table]?.doubles == [0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `no rows are normalised to no rows, and no image to none`() {
        withTape {
            let (scale, shift) = (Tensor.full([3], 1).tracked(), Tensor.zeros([3]).tracked())
            let x = Tensor.zeros([0, 3])
            let rows = layerNorm(x, scale: scale, shift: shift)
            #expect(rows.gradients(seed: x)[scale]?.doubles == [0, 0, 0])
            #expect(rmsNorm(x, scale: scale).shape == [0, 3])
            let images = Tensor.zeros([0, 2, 2, 3])
            let y = groupNorm(images, groups: 3, scale: scale, shift: shift)
            #expect(y.gradients(seed: images)[shift]?.doubles == [0, 0, 0])
        }
    }

    @Test func `a feature alone is its own mean`() {
        let x = Tensor([2, 5], shape: [2, 1], type: .float64)
        let (scale, shift) = (
            Tensor([3], shape: [1], type: .float64), Tensor([7], shape: [1], type: .float64)
        )
        #expect(layerNorm(x, scale: scale, shift: shift).doubles == [7, 7])
    }

    @Test func `no sequence, no time and no key are fine`() {
        withTape {
            let weight = Tensor.full([8, 2], 1).tracked()
            for shape in [[0, 3, 8], [3, 0, 8]] {
                let y = lstm(.zeros(shape), weight: weight)
                #expect(y.shape == [shape[0], shape[1], 2])
                let zeros = [Double](repeating: 0, count: 16)
                #expect(y.gradients(seed: .zeros(y.shape))[weight]?.doubles == zeros)
            }
            let qkv = Tensor.zeros([2, 0, 6]).tracked()
            let none = selfAttention(qkv, heads: 2, causal: true)
            #expect(none.gradients(seed: .zeros([2, 0, 2]))[qkv]?.shape == [2, 0, 6])
            let q = Tensor.full([1, 2, 3], 1).tracked()
            let y = crossAttention(q, .zeros([1, 0, 6]), heads: 1)
            #expect(y.doubles == [0, 0, 0, 0, 0, 0])
            #expect(y.gradients(seed: y)[q]?.doubles == [0, 0, 0, 0, 0, 0])
            let kv = Tensor.full([1, 2, 6], 1).tracked()
            let blind = crossAttention(.zeros([1, 0, 3]), kv, heads: 1)
            let gradient = blind.gradients(seed: .zeros([1, 0, 3]))[kv]
            #expect(gradient?.doubles == [Double](repeating: 0, count: 12))
        }
    }
}
