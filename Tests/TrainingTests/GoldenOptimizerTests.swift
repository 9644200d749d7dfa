import Networks
import Tensors
import Testing
import Training

private struct OptimizerCase: Decodable {
    let name: String
    let before, after: [GoldenTensor]
    let gradients: [[GoldenTensor]]
}

private let grouped = "adamw-grouped"

private let optimizers: [String: @Sendable () -> any Optimizer] = [
    "rmsprop": { RMSprop(learningRate: 0.01) },
    "rmsprop-momentum": {
        RMSprop(
            learningRate: 0.02, smoothing: 0.9, epsilon: 1e-6, momentum: 0.8, weightDecay: 0.1)
    },
    "adagrad": { Adagrad(learningRate: 0.05) },
    "adagrad-decay": {
        Adagrad(learningRate: 0.05, learningRateDecay: 0.1, epsilon: 1e-8, weightDecay: 0.1)
    },
    "nadam": { NAdam(learningRate: 0.02) },
    "nadam-decay": {
        NAdam(
            learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.1,
            momentumDecay: 0.01)
    },
    "nadam-decoupled": { NAdam(learningRate: 0.02, weightDecay: 0.1, decouplesDecay: true) },
    "lion": { Lion(learningRate: 0.01) },
    "lion-decay": { Lion(learningRate: 0.01, beta1: 0.8, beta2: 0.95, weightDecay: 0.5) },
    grouped: { AdamW(learningRate: 0.02, weightDecay: 0.3) },
]

@Suite struct GoldenOptimizerTests {
    @Test(arguments: optimizers.keys.sorted(), ScalarType.allCases)
    func `five steps agree with PyTorch`(name: String, type: ScalarType) throws {
        let golden = try #require(
            try goldens("optimizers", OptimizerCase.self).first { $0.name == name })
        let parameters = zip(["weight", "bias"], golden.before).map {
            NamedParameter(name: $0, parameter: Parameter($1.tensor(type)))
        }
        let make = try #require(optimizers[name])
        var optimizer = make()
        if name == grouped {
            optimizer.groups = ParameterGroups(decaysBiases: false, of: parameters) {
                $0.name == "bias" ? 5 : 1
            }
        }
        for step in golden.gradients {
            var gradients = ParameterGradients(of: parameters)
            gradients.values = step.map { $0.tensor(type) }
            optimizer.step(gradients, learningRate: optimizer.learningRate)
        }
        for (named, expected) in zip(parameters, golden.after) {
            let difference = worst(named.parameter.value.doubles, expected.values)
            #expect(
                difference < (type == .float64 ? 1e-7 : 2e-6), "\(named.name): \(difference)")
        }
    }

    @Test func `every golden optimizer is tried`() throws {
        let names = try goldens("optimizers", OptimizerCase.self).map(\.name)
        #expect(names.sorted() == optimizers.keys.sorted())
    }
}
