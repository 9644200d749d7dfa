import Foundation
import Tensors
import Testing

/// What PyTorch computed; `Goldens/images.py` writes these.
private struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    var operation: String
    var settings: [String: Int]
    var shapes: [[Int]]
    var inputs: [[Double]]
    var shape: [Int]
    var output: [Double]
    var seed: [Double]
    var gradients: [[Double]]

    var testDescription: String { "\(operation) of \(shapes[0]), \(settings)" }

    static func all() throws -> [Golden] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/images.json")
        return try JSONDecoder().decode([Golden].self, from: Data(contentsOf: file))
    }

    func compute(_ inputs: [Tensor]) throws -> Tensor {
        func setting(_ name: String) throws -> Int { try #require(settings[name]) }
        switch operation {
        case "conv2d":
            return conv2d(
                inputs[0], inputs[1], inputs[2], stride: try setting("stride"),
                padding: try setting("padding"))
        case "maxPool2d":
            return maxPool2d(
                inputs[0], kernel: try setting("kernel"), stride: try setting("stride"),
                padding: try setting("padding"))
        case "avgPool2d":
            return avgPool2d(
                inputs[0], kernel: try setting("kernel"), stride: try setting("stride"),
                padding: try setting("padding"))
        default:
            return adaptiveAvgPool2d(
                inputs[0], height: try setting("height"), width: try setting("width"))
        }
    }
}

@Suite struct ImageGoldenTests {
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
        // Sums of multiples of 1/16 are exact; only means are rounded.
        let tolerance = ["conv2d", "maxPool2d"].contains(golden.operation) ? 0 : 3e-7
        #expect(y.shape == golden.shape)
        #expect(relativeError(y.doubles, golden.output) <= tolerance)
        for (found, expected) in zip(gradients, golden.gradients) {
            #expect(relativeError(found?.doubles ?? [], expected) <= tolerance)
        }
    }
}
