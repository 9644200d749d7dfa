import Randomness
import Tensors
import Testing

@Suite struct TensorMemoryTests {
    @Test func `ten thousand steps allocate no more than ten`() {
        let weight = Parameter(.uniform([10, 64], low: -1, high: 1, key: key(0)))
        let bias = Parameter(.zeros([10]))
        var velocity = Tensor.zeros([10, 64])
        let x = Tensor.uniform([16, 64], key: key(1))
        let classes = (0..<16).map { Int32($0 % 10) }
        func step(_ number: Int) {
            let gradients = withTape {
                let hidden = dropout(x, rate: 0.2, key: key(number))
                let logits = linear(hidden, weight.tracked, bias.tracked).gelu()
                return crossEntropy(logits, classes: classes).gradients()
            }
            if let gradient = gradients[weight] {
                weight.applySGD(gradient, velocity: &velocity, learningRate: 0.1, momentum: 0.9)
            }
        }
        for number in 0..<10 { step(number) }
        let before = TensorMemory.allocatedBytes
        for number in 10..<10_000 { step(number) }
        #expect(TensorMemory.allocatedBytes == before)
    }

    /// The gradient of a chain of products, and the bytes that its tape holds after the pass.
    private func pass(releasing: Bool) -> (gradient: [Float], bytes: Int) {
        let weight = Tensor.uniform([256, 256], low: -1, high: 1, key: key(0))
        let x = Tensor.uniform([4096, 256], low: -1, high: 1, key: key(1))
        TensorMemory.releaseUnused()
        let before = TensorMemory.allocatedBytes
        return withTape {
            let tracked = weight.tracked()
            var y = x
            for _ in 0..<4 { y = linear(y, tracked).relu() }
            let gradient = y.gradients(seed: x, releasing: releasing)[tracked]
            y = x
            TensorMemory.releaseUnused()
            return (gradient?.scalars ?? [], TensorMemory.allocatedBytes - before)
        }
    }

    @Test func `a releasing pass lets go of what the tape saved and changes no bit`() {
        let (plain, releasing) = (pass(releasing: false), pass(releasing: true))
        #expect(plain.gradient == releasing.gradient && !plain.gradient.isEmpty)
        #expect(plain.bytes >= 4 * 4096 * 256 * 4 && releasing.bytes < 4096 * 256 * 4)
    }

    @Test func `a tape that was released is not differentiated again`() async {
        await #expect(processExitsWith: .failure) {
            let x = Tensor.full([2], 1)
            withTape {
                let y = x.tracked().relu()
                _ = y.gradients(seed: x, releasing: true)
                _ = y.gradients(seed: x)
            }
        }
    }

    @Test func `unused memory goes back to the system`() {
        TensorMemory.releaseUnused()
        let before = TensorMemory.allocatedBytes
        var tensor: Tensor? = .zeros([1000, 1000])
        #expect(TensorMemory.allocatedBytes >= before + 4_000_000)
        tensor = nil
        _ = tensor
        TensorMemory.releaseUnused()
        #expect(TensorMemory.allocatedBytes == before)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1023, 1024, 1025, 70_000, 1_000_003])
    func `tensors of every size keep their values apart`(_ count: Int) {
        let tensors = (0..<5).map { Tensor.full([count], Double($0)) }
        for (number, tensor) in tensors.enumerated() {
            #expect(tensor.scalars.allSatisfy { $0 == Float(number) })
        }
    }

    private func key(_ stream: Int) -> RandomKey { RandomKey(key: 1, stream: UInt64(stream)) }
}
