import Tensors
import Testing

@Suite struct NonFiniteTests {
    @Test(arguments: samples.filter { !$0.hidesNaN }, [ScalarType.float32, .float64])
    func `a NaN in every input comes out`(_ sample: OperationSample, _ type: ScalarType) {
        for tracked in sample.inputs.indices {
            var values = sample.values()
            values[tracked] = values[tracked].map { _ in .nan }
            let result = withTape { sample.compute(sample.tensors(values, type)) }
            #expect(result.doubles.contains { $0.isNaN })
        }
    }

    @Test func `one NaN in a row makes softmax and cross-entropy NaN`() {
        let row = Tensor([1, .nan, 3, 0] as [Float], shape: [1, 4])
        #expect(row.softmax().scalars.allSatisfy { $0.isNaN })
        #expect(crossEntropy(row, classes: [0]).item().isNaN)
        #expect(row.relu().scalars[1].isNaN)
        #expect(row.leakyReLU().scalars[1].isNaN)
    }

    @Test func `functions behave at the ends of their range`() {
        let ends = Tensor([-.infinity, -200, -0.0, 0, 200, .infinity] as [Float], shape: [6])
        #expect(ends.exp().scalars == [0, 0, 1, 1, .infinity, .infinity])
        #expect(ends.tanh().scalars == [-1, -1, 0, 0, 1, 1])
        #expect(ends.sigmoid().scalars == [0, 0, 0.5, 0.5, 1, 1])
        #expect(ends.relu().scalars == [0, 0, 0, 0, 200, .infinity])
        let logs = ends.log().scalars
        #expect(logs[0].isNaN && logs[1].isNaN)
        #expect(logs[2] == -.infinity && logs[3] == -.infinity && logs[5] == .infinity)
    }

    @Test func `logits of any size give a finite loss`() {
        let logits = Tensor([1e30, 0, -1e30, 80, -88, 100] as [Float], shape: [2, 3])
        #expect(crossEntropy(logits, classes: [0, 2]).item() == 0)
        #expect(crossEntropy(logits, classes: [0, 0], reduction: .sum).item() == 20)
    }
}
