import Networks
import Randomness
import Tensors
import Testing

@Suite struct LazyParameterTests {
    private let key = RandomKey(key: 5, stream: 6)

    @Test func `a network of more numbers than memory holds tells its shapes and its count`() throws
    {
        let wide = 1 << 20
        let network = Network(
            Sequential(
                Linear(inputs: wide, outputs: wide, key: key), LayerNorm(wide),
                Linear(inputs: wide, outputs: 3, key: key)))
        #expect(try network.body.outputShape(for: [wide]) == [3])
        #expect(network.trainableCount == wide * wide + wide + 2 * wide + 3 * wide + 3)
    }

    @Test func `an initial value is drawn once, when it is first read`() {
        var draws = 0
        let parameter = Parameter(shape: [2, 3]) {
            draws += 1
            return .normal([2, 3], key: key)
        }
        #expect(parameter.shape == [2, 3] && parameter.count == 6 && draws == 0)
        #expect(parameter.value.scalars == parameter.value.scalars && draws == 1)
    }

    @Test func `a value that is set is not drawn`() {
        let parameter = Parameter(shape: [2]) { fatalError("this one is never read") }
        parameter.value = Tensor([1, 2], shape: [2])
        #expect(parameter.value.scalars == [1, 2])
    }

    @Test func `an update in place of an unread parameter starts from its drawn value`() {
        let early = Parameter(Tensor.normal([4], key: key))
        let late = Parameter(shape: [4]) { .normal([4], key: key) }
        for parameter in [early, late] {
            parameter.applySGD(.full([4], 1), learningRate: 0.5)
        }
        #expect(early.value.scalars == late.value.scalars)
    }
}
