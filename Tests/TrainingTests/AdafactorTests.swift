import Networks
import Tensors
import Testing
import Training

private struct Case: Decodable {
    let name: String
    let before, after: [GoldenTensor]
    let gradients: [[GoldenTensor]]
}

@Suite struct AdafactorTests {
    private let made: [String: Adafactor] = [
        "plain": Adafactor(),
        "set": Adafactor(
            learningRate: 0.2, decay: 0.5, smallestScale: 0.01, clipping: 1.2, weightDecay: 0.1),
    ]

    @Test(arguments: ["plain", "set"])
    func `six steps agree with PyTorch`(name: String) throws {
        let golden = try #require(try goldens("adafactor", Case.self).first { $0.name == name })
        let parameters = golden.before.enumerated().map {
            NamedParameter(name: "\($0)", parameter: Parameter($1.tensor(.float64)))
        }
        var optimizer = try #require(made[name])
        for step in golden.gradients {
            var gradients = ParameterGradients(of: parameters)
            gradients.values = step.map { $0.tensor(.float64) }
            optimizer.step(gradients, learningRate: optimizer.learningRate)
        }
        for (named, expected) in zip(parameters, golden.after) {
            #expect(worst(named.parameter.value.doubles, expected.values) < 1e-10, "\(named.name)")
        }
    }

    @Test func `of a matrix it keeps a row and a column`() {
        #expect(Adafactor().kept(of: [300, 200]) == [[300, 1], [1, 200]])
        #expect(Adafactor().kept(of: [4, 300, 200]) == [[4, 300, 1], [4, 1, 200]])
        #expect(Adafactor().keptCount(of: [7]) == 7)
    }
}
