import Networks
import Tensors
import Testing

private struct Case: Decodable {
    let input, output, cotangent, inputGradient: GoldenTensor
}

@Suite struct GLUTests {
    @Test(arguments: ScalarType.allCases)
    func `halves are gated as in PyTorch`(type: ScalarType) throws {
        let tolerance = type == .float64 ? 1e-12 : 1e-6
        let cases = try goldens("glu", Case.self)
        #expect(cases.count == 3)
        for golden in cases {
            try withTape {
                let input = golden.input.tensor(type).tracked()
                let output = GLU()(input)
                #expect(output.shape == golden.output.shape)
                try expectClose(output, golden.output, tolerance: tolerance, "output")
                let gradients = (output * golden.cotangent.tensor(type)).sum().gradients()
                let gradient = try #require(gradients[input])
                try expectClose(gradient, golden.inputGradient, tolerance: tolerance, "gradient")
            }
        }
    }

    @Test func `the last axis is halved, and must be even`() throws {
        #expect(try GLU().outputShape(for: [5, 6]) == [5, 3])
        #expect(
            throws: ShapeError("halves the last axis of its input [5, 7], which must be even")
        ) { try GLU().outputShape(for: [5, 7]) }
    }
}
