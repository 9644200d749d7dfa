import Networks
import Tensors
import Testing

private struct Case: Decodable {
    let gamma, alpha, loss: Double
    let ignored: Int32?
    let reduction: String
    let outputs, gradient: GoldenTensor
    let classes: [Int32]
}

@Suite struct FocalLossTests {
    @Test(arguments: ScalarType.allCases)
    func `values and gradients agree with PyTorch's arithmetic`(type: ScalarType) throws {
        let tolerance = type == .float64 ? 1e-9 : 1e-5
        let cases = try goldens("focal", Case.self)
        #expect(cases.count == 5)
        for golden in cases {
            let loss = FocalLoss(
                gamma: golden.gamma, alpha: golden.alpha, ignoredClass: golden.ignored,
                reduction: golden.reduction == "sum" ? .sum : .mean)
            try withTape {
                let outputs = golden.outputs.tensor(type).tracked()
                let value = loss(outputs, .classes(golden.classes))
                #expect(abs(value.item() - golden.loss) < tolerance * max(1, golden.loss))
                let gradient = try #require(value.gradients()[outputs])
                try expectClose(gradient, golden.gradient, tolerance: tolerance, "gradient")
            }
        }
    }

    @Test func `a row that is told for certain has no loss and a finite gradient`() throws {
        try withTape {
            let outputs = Tensor([100, 0, 0], shape: [1, 3]).tracked()
            let value = FocalLoss(gamma: 0.5)(outputs, .classes([0]))
            #expect(value.item() == 0)
            let gradient = try #require(value.gradients()[outputs])
            #expect(gradient.doubles.allSatisfy { $0.isFinite })
        }
    }
}
