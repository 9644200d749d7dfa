import Networks
import Randomness
import Tensors
import Testing

private struct LayerCase: Decodable {
    let name: String
    let training: Bool
    let input, output, cotangent, inputGradient: GoldenTensor
    let parameters, gradients, statistics: [String: GoldenTensor]
}

private let key = RandomKey(key: 1, stream: 2)

/// One layer for each golden case, by the case's name.
private let samples: [String: @Sendable () -> any Layer] = [
    "linear": { Linear(inputs: 7, outputs: 5, key: key) },
    "linear without bias": { Linear(inputs: 3, outputs: 2, bias: false, key: key) },
    "conv2d 3 padding 1": { Conv2d(channels: 3, filters: 4, kernel: 3, padding: 1, key: key) },
    "conv2d 5 stride 2": { Conv2d(channels: 2, filters: 3, kernel: 5, stride: 2, key: key) },
    "conv2d 1 without bias": {
        Conv2d(channels: 4, filters: 3, kernel: 1, bias: false, key: key)
    },
    "batch-norm1d training": { BatchNorm1d(5) },
    "batch-norm1d evaluation": { BatchNorm1d(5) },
    "batch-norm2d training": { BatchNorm2d(3, momentum: 0.3, epsilon: 1e-3) },
    "batch-norm2d evaluation": { BatchNorm2d(3, momentum: 0.3, epsilon: 1e-3) },
    "relu": { ReLU() },
    "leaky-relu": { LeakyReLU() },
    "leaky-relu 0.2": { LeakyReLU(slope: 0.2) },
    "tanh": { Tanh() },
    "sigmoid": { Sigmoid() },
    "gelu": { GELU() },
    "gelu tanh": { GELU(.tanh) },
    "softmax": { Softmax() },
    "max-pool2d 2": { MaxPool2d(kernel: 2) },
    "max-pool2d 3 stride 2 padding 1": { MaxPool2d(kernel: 3, stride: 2, padding: 1) },
    "avg-pool2d 2": { AvgPool2d(kernel: 2) },
    "avg-pool2d 3 stride 2 padding 1": { AvgPool2d(kernel: 3, stride: 2, padding: 1) },
    "adaptive-avg-pool2d 1": { AdaptiveAvgPool2d(1) },
    "adaptive-avg-pool2d 3x2": { AdaptiveAvgPool2d(height: 3, width: 2) },
    "flatten": { Flatten() },
]

private func made(_ name: String) throws -> any Layer {
    let make = try #require(samples[name])
    return make()
}

@Suite struct LayerTests {
    @Test(arguments: samples.keys.sorted(), ScalarType.allCases)
    func `a layer agrees with PyTorch in values, gradients and statistics`(
        name: String, type: ScalarType
    ) throws {
        let golden = try #require(
            try goldens("layers", LayerCase.self).first { $0.name == name })
        let network = Network(try made(name))
        for (path, value) in golden.parameters {
            try #require(network[path]).value = value.tensor(type)
        }
        #expect(network.parameters.count == golden.parameters.count)
        let tolerance = type == .float64 ? 2e-6 : 2e-5
        try withTape {
            let input = golden.input.tensor(type).tracked()
            let mode: Mode = golden.training ? .training(key) : .evaluation
            let output = network(input, mode: mode)
            try expectClose(output, golden.output, tolerance: tolerance, "output")
            let gradients = output.gradients(seed: golden.cotangent.tensor(type))
            try expectClose(
                gradients[input], golden.inputGradient, tolerance: tolerance, "input's gradient")
            for (path, expected) in golden.gradients {
                let found = gradients[try #require(network[path])]
                try expectClose(found, expected, tolerance: tolerance, "gradient of \(path)")
            }
        }
        for (path, expected) in golden.statistics {
            try expectClose(network[path]?.value, expected, tolerance: tolerance, path)
        }
    }

    @Test func `every golden case has a layer`() throws {
        let names = try goldens("layers", LayerCase.self).map(\.name)
        #expect(Set(names) == Set(samples.keys))
    }

    @Test(arguments: samples.keys.sorted())
    func `a layer foretells the shape of its output`(name: String) throws {
        let golden = try #require(
            try goldens("layers", LayerCase.self).first { $0.name == name })
        let layer = try made(name)
        let shape = try layer.outputShape(for: Array(golden.input.shape.dropFirst()))
        #expect(shape == Array(golden.output.shape.dropFirst()))
    }

    @Test(arguments: [
        ("linear", [8], "linear takes rows of shape [7], not [8]"),
        (
            "conv2d 3 padding 1", [4, 4, 1],
            "conv2d takes images of shape [height, width, 3], not [4, 4, 1]"
        ),
        (
            "conv2d 5 stride 2", [4, 6, 2],
            "a window of [5, 5] does not fit its input [4, 6, 2]"
        ),
        (
            "max-pool2d 2", [9],
            "max-pool2d takes images of shape [height, width, channels], not [9]"
        ),
        (
            "batch-norm1d training", [4],
            "batch-norm1d takes 5 channels on the last axis, not [4]"
        ),
    ])
    func `an input that does not fit is refused with a sentence`(
        name: String, shape: [Int], message: String
    ) throws {
        let layer = try made(name)
        #expect(throws: ShapeError(message)) { try layer.outputShape(for: shape) }
    }
}
