import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 41, stream: 42)

private let optimizers: [String: @Sendable () -> any Optimizer] = [
    "sgd": { SGD(learningRate: 0.1) },
    "sgd-momentum": { SGD(learningRate: 0.1, momentum: 0.9) },
    "adam": { Adam(learningRate: 0.1) },
    "adamw": { AdamW(learningRate: 0.1) },
    "rmsprop": { RMSprop(learningRate: 0.1) },
    "rmsprop-momentum": { RMSprop(learningRate: 0.1, momentum: 0.9) },
    "adagrad": { Adagrad(learningRate: 0.1) },
    "nadam": { NAdam(learningRate: 0.1) },
    "lion": { Lion(learningRate: 0.1) },
]

private func made(_ name: String) throws -> any Optimizer {
    let make = try #require(optimizers[name])
    return make()
}

private func gradients(of network: Network) -> ParameterGradients {
    let batch = Examples(
        inputs: .normal([4, 3], key: key), targets: .values(.full([4, 2], 1)))
    let slope = Objective(network: network, loss: MeanSquaredError()).slope(on: batch)
    return ParameterGradients(slope.gradients, of: network.parameters)
}

/// What every optimizer must do.
@Suite struct OptimizerTests {
    private func network() -> Network { Network(Linear(inputs: 3, outputs: 2, key: key)) }

    @Test(arguments: optimizers.keys.sorted())
    func `the first step goes downhill`(name: String) throws {
        var optimizer = try made(name)
        let network = network()
        let gradients = gradients(of: network)
        let before = network.parameters.map { $0.parameter.value }
        optimizer.step(gradients, learningRate: 1e-3)
        for (place, named) in network.parameters.enumerated() {
            let gradient = try #require(gradients.values[place])
            #expect(((named.parameter.value - before[place]) * gradient).sum().item() < 0)
        }
    }

    @Test(arguments: optimizers.keys.sorted())
    func `a copy of an optimizer remembers on its own`(name: String) throws {
        var optimizer = try made(name)
        let network = network()
        let start = network.snapshot()
        let gradients = gradients(of: network)
        optimizer.step(gradients, learningRate: 0.1)
        var copy = optimizer
        let middle = network.snapshot()
        optimizer.step(gradients, learningRate: 0.1)
        let expected = network.parameters.map { $0.parameter.value.scalars }
        network.restore(middle)
        copy.step(gradients, learningRate: 0.1)
        #expect(network.parameters.map { $0.parameter.value.scalars } == expected)
        network.restore(start)
        #expect(network.parameters.map { $0.parameter.value.scalars } != expected)
    }

    @Test(arguments: optimizers.keys.sorted())
    func `a parameter without a gradient stays and counts no step`(name: String) throws {
        var optimizer = try made(name)
        let network = network()
        var gradients = gradients(of: network)
        gradients.values[1] = nil
        let bias = try #require(network["bias"]).value.scalars
        optimizer.step(gradients, learningRate: 0.1)
        #expect(try #require(network["bias"]).value.scalars == bias)
        #expect(optimizer.state.entries.map(\.steps) == [1, 0])
    }

    @Test(arguments: optimizers.keys.sorted())
    func `what the engine returns is taken directly`(name: String) throws {
        var optimizer = try made(name)
        let (one, two) = (network(), network())
        optimizer.step(gradients(of: one), learningRate: 0.1)
        optimizer = try made(name)
        withTape {
            let loss = meanSquaredError(two(.normal([4, 3], key: key)), .full([4, 2], 1))
            optimizer.step(two.parameters, gradients: loss.gradients(), learningRate: 0.1)
        }
        #expect(
            one.parameters.map { $0.parameter.value.scalars }
                == two.parameters.map { $0.parameter.value.scalars })
    }
}
