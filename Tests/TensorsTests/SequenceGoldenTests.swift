import Foundation
import Tensors
import Testing

/// What PyTorch computed; `Goldens/sequences.py` writes these.
private struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    var operation: String
    var settings: [String: Double]
    var shapes: [[Int]]
    var inputs: [[Double]]
    var shape: [Int]
    var output: [Double]
    var seed: [Double]
    /// Empty for an input without a derivative.
    var gradients: [[Double]]

    var testDescription: String { "\(operation) of \(shapes), \(settings)" }

    static func all() throws -> [Golden] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/sequences.json")
        return try JSONDecoder().decode([Golden].self, from: Data(contentsOf: file))
    }

    func compute(_ inputs: [Tensor]) throws -> Tensor {
        func setting(_ name: String) throws -> Double { try #require(settings[name]) }
        let x = inputs[0]
        switch operation {
        case "embedding": return embedding(x, ids: inputs[1])
        case "layerNorm": return layerNorm(x, scale: inputs[1], shift: inputs[2])
        case "rmsNorm": return rmsNorm(x, scale: inputs[1])
        case "groupNorm":
            return groupNorm(
                x, groups: Int(try setting("groups")), scale: inputs[1], shift: inputs[2])
        case "instanceNorm": return instanceNorm(x, scale: inputs[1], shift: inputs[2])
        case "elu": return x.elu(alpha: try setting("parameter"))
        case "selu": return x.selu()
        case "silu": return x.silu()
        case "softplus": return x.softplus(beta: try setting("parameter"))
        case "hardSwish": return x.hardSwish()
        case "prelu": return x.prelu(slope: inputs[1])
        case "rnn": return rnn(x, weight: inputs[1], hidden: inputs[2])
        case "lstm": return lstm(x, weight: inputs[1], hidden: inputs[2], cell: inputs[3])
        case "gru": return gru(x, weight: inputs[1], bias: inputs[2], hidden: inputs[3])
        case "selfAttention":
            return selfAttention(
                x, heads: Int(try setting("heads")), causal: try setting("causal") == 1,
                padding: inputs.count > 1 ? inputs[1] : nil)
        case "crossAttention":
            return crossAttention(
                x, inputs[1], heads: Int(try setting("heads")),
                padding: inputs.count > 2 ? inputs[2] : nil)
        default: throw CocoaError(.featureUnsupported)
        }
    }
}

@Suite struct SequenceGoldenTests {
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
        let tolerance = type == .float64 ? 2e-6 : 3e-6
        #expect(y.shape == golden.shape)
        #expect(relativeError(y.doubles, golden.output) <= tolerance)
        for (found, expected) in zip(gradients, golden.gradients) {
            #expect(relativeError(found?.doubles ?? [], expected) <= tolerance)
        }
    }
}
