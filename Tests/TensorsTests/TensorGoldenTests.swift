import Foundation
import Tensors
import Testing

/// What PyTorch computed; `Goldens/tensor_operations.py` writes these.
private struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    var operation: String
    var settings: [String: [Double]]
    var shapes: [[Int]]
    var inputs: [[Double]]
    var shape: [Int]
    var output: [Double]
    var seed: [Double]
    var gradients: [[Double]]

    var testDescription: String { "\(operation) of \(shapes), \(settings)" }

    static func all() throws -> [Golden] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/tensor_operations.json")
        return try JSONDecoder().decode([Golden].self, from: Data(contentsOf: file))
    }
}

extension Golden {
    private func numbers(_ name: String) -> [Double] { settings[name] ?? [] }
    private func wholes(_ name: String) -> [Int] { numbers(name).map { Int($0) } }
    private var axis: Int { wholes("axes")[0] }

    func compute(_ x: [Tensor]) -> Tensor? {
        elementwise(x) ?? reduction(x[0]) ?? moving(x) ?? lookup(x)
    }

    private func elementwise(_ x: [Tensor]) -> Tensor? {
        switch operation {
        case "add": x[0] + x[1]
        case "subtract": x[0] - x[1]
        case "multiply": x[0] * x[1]
        case "divide": x[0] / x[1]
        case "matmul": matmul(x[0], x[1])
        case "matmulTransposed": matmul(x[0], x[1], transposeB: true)
        case "sqrt": x[0].sqrt()
        case "abs": x[0].abs()
        case "erf": x[0].erf()
        case "softplus": x[0].softplus()
        case "pow": x[0].pow(numbers("number")[0])
        case "clamp": x[0].clamp(min: numbers("number")[0], max: numbers("number")[1])
        case "where": x[0].replacing(with: x[1], where: x[0] .> 0.25)
        default: nil
        }
    }

    private func reduction(_ x: Tensor) -> Tensor? {
        switch operation {
        case "sum": x.sum(axes: wholes("axes"))
        case "mean": x.mean(axes: wholes("axes"))
        case "max": x.max(axes: wholes("axes"))
        case "min": x.min(axes: wholes("axes"))
        case "variance": x.variance(axes: wholes("axes"))
        case "biasedVariance": x.variance(axes: wholes("axes"), unbiased: false)
        case "logSumExp": x.logSumExp(axes: wholes("axes"))
        case "cumulativeSum": x.cumulativeSum(axis: axis)
        default: nil
        }
    }

    private func moving(_ x: [Tensor]) -> Tensor? {
        let range = wholes("range")
        return switch operation {
        case "permuted": x[0].permuted(wholes("axes"))
        case "transposed": x[0].transposed(axis, wholes("axes")[1])
        case "sliced": x[0].sliced(axis: axis, range[0]..<range[1], step: range[2])
        case "concatenated": concatenated(x, axis: axis)
        case "expanded": x[0].expanded(to: wholes("shape"))
        case "padded":
            x[0].padded(
                before: wholes("before"), after: wholes("after"), value: numbers("number")[0])
        default: nil
        }
    }

    private func lookup(_ x: [Tensor]) -> Tensor? {
        let indices = Tensor(
            numbers("indices"), shape: wholes("indexShape"), type: x[0].type)
        return switch operation {
        case "gather": x[0].gather(axis: axis, indices)
        case "scatterAdd": x[0].scatterAdd(axis: axis, indices, x[1])
        case "embedding": embedding(x[0], ids: indices)
        default: nil
        }
    }
}

@Suite struct TensorGoldenTests {
    @Test(arguments: try Golden.all(), [ScalarType.float32, .float64])
    private func `values and gradients are PyTorch's`(_ golden: Golden, _ type: ScalarType) throws {
        let (y, gradients) = try withTape {
            let leaves = zip(golden.inputs, golden.shapes).map {
                Tensor($0, shape: $1, type: type).tracked()
            }
            let y = try #require(golden.compute(leaves))
            let found = y.gradients(seed: Tensor(golden.seed, shape: golden.shape, type: type))
            return (y.detached, leaves.map { found[$0] })
        }
        let tolerance = type == .float32 ? 3e-6 : 1e-11
        #expect(y.shape == golden.shape)
        #expect(relativeError(y.doubles, golden.output) <= tolerance)
        for (found, expected) in zip(gradients, golden.gradients) {
            #expect(relativeError(found?.doubles ?? [], expected) <= tolerance)
        }
    }
}
