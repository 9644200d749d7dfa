import Networks
import Randomness
import Tensors
import Testing

/// One case of `Goldens/convolutions.json`, made by `Goldens/convolutions.py`.
private struct Case: Decodable {
    let name: String
    let input, output, cotangent, inputGradient: GoldenTensor
    let parameters, gradients: [String: GoldenTensor]
}

private let key = RandomKey(key: 1, stream: 2)

/// One layer for each golden case, by the case's name.
private let layers: [String: @Sendable () -> any Layer] = [
    "conv2d dilated": {
        Conv2d(channels: 2, filters: 3, kernel: 3, padding: 2, dilation: 2, key: key)
    },
    "conv2d depthwise": {
        Conv2d(channels: 4, filters: 4, kernel: 3, padding: 1, groups: 4, key: key)
    },
    "conv2d uneven": {
        Conv2d(
            channels: 4, filters: 2, kernel: AxisPair(height: 3, width: 2),
            stride: AxisPair(height: 2, width: 1), padding: AxisPair(height: 1, width: 0),
            groups: 2, bias: false, key: key)
    },
    "conv1d": { Conv1d(channels: 3, filters: 4, kernel: 3, padding: 1, key: key) },
    "conv1d dilated": {
        Conv1d(
            channels: 4, filters: 2, kernel: 3, stride: 2, padding: 2, dilation: 2, groups: 2,
            key: key)
    },
    "conv-transpose2d": {
        ConvTranspose2d(channels: 3, filters: 2, kernel: 2, stride: 2, key: key)
    },
    "conv-transpose2d padded": {
        ConvTranspose2d(
            channels: 4, filters: 2, kernel: 3, stride: 2, padding: 1, outputPadding: 1,
            groups: 2, bias: false, key: key)
    },
    "upsample nearest": { Upsample(factor: 3) },
    "upsample bilinear": { Upsample(factor: 2, mode: .bilinear) },
]

@Suite struct ConvolutionLayerTests {
    private func layer(_ name: String) throws -> any Layer {
        let make = try #require(layers[name])
        return make()
    }

    private func golden(_ name: String) throws -> Case {
        try #require(try goldens("convolutions", Case.self).first { $0.name == name })
    }

    @Test(arguments: layers.keys.sorted(), ScalarType.allCases)
    func `a layer agrees with PyTorch in values and gradients`(
        name: String, type: ScalarType
    ) throws {
        let golden = try golden(name)
        let network = Network(try layer(name))
        for (path, value) in golden.parameters {
            let parameter = try #require(network[path])
            #expect(parameter.value.shape == value.shape)
            parameter.value = value.tensor(type)
        }
        #expect(network.parameters.count == golden.parameters.count)
        let tolerance = type == .float64 ? 2e-6 : 2e-5
        try withTape {
            let input = golden.input.tensor(type).tracked()
            let output = network(input, mode: .training(key))
            try expectClose(output, golden.output, tolerance: tolerance, "output")
            let gradients = output.gradients(seed: golden.cotangent.tensor(type))
            try expectClose(
                gradients[input], golden.inputGradient, tolerance: tolerance, "input's gradient")
            for (path, expected) in golden.gradients {
                let found = gradients[try #require(network[path])]
                try expectClose(found, expected, tolerance: tolerance, "gradient of \(path)")
            }
        }
    }

    @Test func `every golden case has a layer`() throws {
        #expect(Set(try goldens("convolutions", Case.self).map(\.name)) == Set(layers.keys))
    }

    @Test(arguments: layers.keys.sorted())
    func `a layer foretells the shape of its output`(name: String) throws {
        let golden = try golden(name)
        let shape = try layer(name).outputShape(for: Array(golden.input.shape.dropFirst()))
        #expect(shape == Array(golden.output.shape.dropFirst()))
    }

    @Test(arguments: [
        (
            "conv2d dilated", [1, 0, 2],
            "a window of [3, 3] with a dilation of 2 does not fit its input [1, 0, 2], [5, 4] with "
                + "its padding of 2"
        ),
        (
            "conv2d uneven", [1, 1, 4],
            "a window of [3, 2] does not fit its input [1, 1, 4], [3, 1] with its padding of "
                + "[1, 0]"
        ),
        ("conv1d", [3, 7, 3], "conv1d takes sequences of shape [length, 3], not [3, 7, 3]"),
        (
            "conv1d dilated", [0, 4],
            "a window of [3] with a dilation of 2 does not fit its input [0, 4], [4] with its "
                + "padding of 2"
        ),
        (
            "conv-transpose2d", [3, 4, 2],
            "conv-transpose2d takes images of shape [height, width, 3], not [3, 4, 2]"
        ),
        (
            "upsample nearest", [3],
            "upsample by 3 takes images of shape [height, width, channels], not [3]"
        ),
    ])
    func `an input that does not fit is refused with a sentence`(
        name: String, shape: [Int], message: String
    ) throws {
        let layer = try layer(name)
        #expect(throws: ShapeError(message)) { try layer.outputShape(for: shape) }
    }
}
