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
}
