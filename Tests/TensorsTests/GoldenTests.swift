import Foundation
import Tensors
import Testing

/// One case of `Goldens/pytorch.json`, made by `Goldens/make_goldens.py`.
struct GoldenCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Values: Decodable, Sendable {
        let shape: [Int]
        let values: [Double]
    }

    let name: String
    let numbers: [String: Double]
    let inputs: [Values]
    let results: [Values]
    let gradients: [[Double]]

    var testDescription: String { "\(name) \(numbers)" }

    func inputs(_ type: ScalarType) -> [Tensor] {
        inputs.map { Tensor($0.values, shape: $0.shape, type: type) }
    }

    static let all: [GoldenCase] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/pytorch.json")
        do {
            return try JSONDecoder().decode([GoldenCase].self, from: Data(contentsOf: path))
        } catch {
            fatalError("\(path.path): \(error)")
        }
    }()

    static let operations = all.filter { !$0.gradients.isEmpty }
    static let optimizers = all.filter { $0.gradients.isEmpty }
}

private let classes: [Int32] = [3, 0, 4, 1]

/// Our call that corresponds to a case.
private func compute(_ name: String, _ v: [Tensor], _ numbers: [String: Double]) -> [Tensor]? {
    let smoothing = numbers["smoothing"] ?? 0
    switch name {
    case "gelu": return [v[0].gelu()]
    case "gelu-tanh": return [v[0].gelu(.tanh)]
    case "leaky-relu": return [v[0].leakyReLU(slope: 0.01)]
    case "relu": return [v[0].relu()]
    case "tanh": return [v[0].tanh()]
    case "sigmoid": return [v[0].sigmoid()]
    case "softmax": return [v[0].softmax()]
    case "log-softmax": return [v[0].logSoftmax()]
    case "batch-norm":
        let (y, mean, variance) = batchNorm(v[0], scale: v[1], shift: v[2])
        return [y, mean, variance]
    case "batch-norm-inference":
        return [
            batchNormInference(v[0], mean: v[3], variance: v[4], scale: v[1], shift: v[2])
        ]
    default: break
    }
    let reduction = name.hasSuffix("mean") ? Reduction.mean : .sum
    if name.hasPrefix("cross-entropy-classes") {
        return [
            crossEntropy(v[0], classes: classes, labelSmoothing: smoothing, reduction: reduction)
        ]
    }
    if name.hasPrefix("cross-entropy-probabilities") {
        return [
            crossEntropy(
                v[0], probabilities: v[1], labelSmoothing: smoothing, reduction: reduction)
        ]
    }
    if name.hasPrefix("binary-cross-entropy") {
        return [binaryCrossEntropyWithLogits(v[0], v[1], reduction: reduction)]
    }
    if name.hasPrefix("squared-error") {
        return [meanSquaredError(v[0], v[1], reduction: reduction)]
    }
    return nil
}

@Suite struct GoldenTests {
    @Test(arguments: GoldenCase.operations, [ScalarType.float64, .float32])
    func `values and gradients are PyTorch's`(_ golden: GoldenCase, _ type: ScalarType) throws {
        let tolerance = type == .float64 ? 1e-12 : 2e-6
        try withTape {
            let leaves = golden.inputs(type).enumerated().map {
                $0 < golden.gradients.count ? $1.tracked() : $1
            }
            let results = try #require(compute(golden.name, leaves, golden.numbers))
            #expect(results.count == golden.results.count)
            for (found, expected) in zip(results, golden.results) {
                #expect(found.shape == expected.shape)
                #expect(relativeError(found.doubles, expected.values) < tolerance)
            }
            let seed = (0..<results[0].count).map { 1 + Double($0) / 10 }
            let gradients = results[0].gradients(
                seed: Tensor(seed, shape: results[0].shape, type: type))
            for (leaf, expected) in zip(leaves, golden.gradients) {
                let found = try #require(gradients[leaf])
                #expect(relativeError(found.doubles, expected) < tolerance)
            }
        }
    }

    @Test(arguments: GoldenCase.optimizers, [ScalarType.float64, .float32])
    func `three steps of an optimizer are PyTorch's`(_ golden: GoldenCase, _ type: ScalarType) {
        let inputs = golden.inputs(type)
        let parameter = Parameter(inputs[0])
        var first = Tensor.zeros(parameter.value.shape, type: type)
        var second = first
        let decay = golden.numbers["decay"] ?? 0
        for step in 1...3 {
            switch golden.name {
            case "sgd":
                parameter.applySGD(inputs[step], learningRate: 0.1, weightDecay: decay)
            case "sgd-momentum", "sgd-nesterov":
                parameter.applySGD(
                    inputs[step], velocity: &first, learningRate: 0.1, momentum: 0.9,
                    nesterov: golden.name == "sgd-nesterov", weightDecay: decay)
            default:
                parameter.applyAdam(
                    inputs[step], first: &first, second: &second, step: step,
                    learningRate: 0.1, weightDecay: decay, decoupled: golden.name == "adamw")
            }
            let error = relativeError(
                parameter.value.doubles, golden.results[step - 1].values)
            #expect(error < (type == .float64 ? 1e-12 : 1e-6))
        }
        #expect(inputs[0].doubles == golden.inputs(type)[0].doubles)
    }
}
