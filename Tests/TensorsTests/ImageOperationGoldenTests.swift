import Foundation
import Tensors
import Testing

/// What PyTorch computed; `Goldens/image_operations.py` writes these.
private struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    var operation: String
    var settings: [String: [Int]]
    var shapes: [[Int]]
    var inputs: [[Double]]
    var shape: [Int]
    var output: [Double]
    var seed: [Double]
    var gradients: [[Double]]

    var testDescription: String { "\(operation) of \(shapes[0]), \(settings)" }

    static func all() throws -> [Golden] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/image_operations.json")
        return try JSONDecoder().decode([Golden].self, from: Data(contentsOf: file))
    }

    private func numbers(_ name: String) throws -> [Int] { try #require(settings[name]) }

    private func pair(_ name: String) throws -> AxisPair {
        let numbers = try numbers(name)
        return AxisPair(height: numbers[0], width: numbers[1])
    }

    func convolution() throws -> ConvolutionSettings {
        ConvolutionSettings(
            stride: try pair("stride"), padding: try pair("padding"),
            dilation: try pair("dilation"), groups: try numbers("groups")[0])
    }

    func compute(_ v: [Tensor]) throws -> Tensor {
        switch operation {
        case "conv2d": return conv2d(v[0], v[1], v[2], try convolution())
        case "conv1d":
            return conv1d(
                v[0], v[1], v[2], stride: try numbers("stride")[0],
                padding: try numbers("padding")[0], dilation: try numbers("dilation")[0],
                groups: try numbers("groups")[0])
        case "convTranspose2d":
            return convTranspose2d(
                v[0], v[1], v[2], try convolution(), outputPadding: try pair("outputPadding"))
        default:
            return upsample2d(
                v[0], factor: try numbers("factor")[0],
                mode: operation == "bilinear" ? .bilinear : .nearest)
        }
    }
}

@Suite struct ImageOperationGoldenTests {
    @Test(arguments: try Golden.all(), [ScalarType.float32, .float64])
    private func `values and gradients are PyTorch's`(_ golden: Golden, _ type: ScalarType) throws {
        let (y, gradients) = try withTape {
            let leaves = zip(golden.inputs, golden.shapes).map {
                Tensor($0, shape: $1, type: type).tracked()
            }
            let y = try golden.compute(leaves)
            let found = y.gradients(seed: Tensor(golden.seed, shape: golden.shape, type: type))
            return (y.detached, leaves.map { found[$0] })
        }
        // Sums of multiples of 1/16 are exact; only shares of 1/3 and what JSON holds are rounded.
        let tolerance = golden.operation == "bilinear" ? 3e-7 : 0
        #expect(y.shape == golden.shape)
        #expect(relativeError(y.doubles, golden.output) <= tolerance)
        for (found, expected) in zip(gradients, golden.gradients) {
            #expect(relativeError(found?.doubles ?? [], expected) <= tolerance)
        }
    }
}
