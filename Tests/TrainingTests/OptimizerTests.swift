import Components
import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 41, stream: 42)

/// Settings with which each optimizer of the catalogue is tried, beside its defaults.
private let variants: [String: [[String: SettingValue]]] = [
    "sgd": [
        ["learning-rate": .scalar(.real(0.1))],
        ["learning-rate": .scalar(.real(0.1)), "momentum": .scalar(.real(0.9))],
    ],
    "rmsprop": [[:], ["momentum": .scalar(.real(0.9))]],
]

/// Every optimizer of the catalogue in each of its variants, so that none is left out of what
/// follows.
private let optimizers: [ComponentSpecification] = Catalogue.optimizers.names.flatMap { name in
    (variants[name] ?? [[:]]).map { ComponentSpecification(kind: name, settings: $0) }
}

private func made(
    _ specification: ComponentSpecification, _ more: [String: SettingValue] = [:]
) -> any Optimizer {
    var specification = specification
    specification.settings.merge(more) { $1 }
    let (kind, settings) = Catalogue.optimizers.settings(specification)
    return kind.make(settings)
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

    @Test(arguments: optimizers)
    func `the first step goes downhill`(specification: ComponentSpecification) throws {
        var optimizer = made(specification)
        let network = network()
        let gradients = gradients(of: network)
        let before = network.parameters.map { $0.parameter.value }
        optimizer.step(gradients, learningRate: 1e-3)
        for (index, named) in network.parameters.enumerated() {
            let gradient = try #require(gradients.values[index])
            #expect(((named.parameter.value - before[index]) * gradient).sum().item() < 0)
        }
    }

    @Test(arguments: optimizers)
    func `a copy of an optimizer remembers on its own`(specification: ComponentSpecification) throws
    {
        var optimizer = made(specification)
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

    @Test(arguments: optimizers)
    func `a parameter without a gradient stays and counts no step`(
        specification: ComponentSpecification
    ) throws {
        var optimizer = made(specification)
        let network = network()
        var gradients = gradients(of: network)
        gradients.values[1] = nil
        let bias = try #require(network["bias"]).value.scalars
        optimizer.step(gradients, learningRate: 0.1)
        #expect(try #require(network["bias"]).value.scalars == bias)
        #expect(optimizer.state.entries.map(\.steps) == [1, 0])
    }

    @Test(arguments: optimizers)
    func `what the engine returns is taken directly`(specification: ComponentSpecification) throws {
        var optimizer = made(specification)
        let (one, two) = (network(), network())
        optimizer.step(gradients(of: one), learningRate: 0.1)
        optimizer = made(specification)
        withTape {
            let loss = meanSquaredError(two(.normal([4, 3], key: key)), .full([4, 2], 1))
            optimizer.step(two.parameters, gradients: loss.gradients(), learningRate: 0.1)
        }
        #expect(
            one.parameters.map { $0.parameter.value.scalars }
                == two.parameters.map { $0.parameter.value.scalars })
    }

    @Test(arguments: optimizers, [false, true])
    func `weights decay, and biases only where they are to`(
        specification: ComponentSpecification, decaysBiases: Bool
    ) throws {
        var optimizer = made(
            specification,
            [
                "weight-decay": .scalar(.real(0.5)), "decay-biases": .scalar(.flag(decaysBiases)),
            ])
        let network = network()
        let weight = try #require(network["weight"])
        let bias = try #require(network["bias"])
        weight.value = Tensor([1, -2, 3, -1, 2, -3], shape: [2, 3])
        bias.value = Tensor([1, -2], shape: [2])
        let before = (weight.value.scalars, bias.value.scalars)
        var gradients = ParameterGradients(of: network.parameters)
        gradients.values = [.zeros([2, 3]), .zeros([2])]
        optimizer.step(gradients, learningRate: 0.01)
        #expect(zip(weight.value.scalars, before.0).allSatisfy { abs($0) < abs($1) })
        if decaysBiases {
            #expect(zip(bias.value.scalars, before.1).allSatisfy { abs($0) < abs($1) })
        } else {
            #expect(bias.value.scalars == before.1)
        }
    }
}
