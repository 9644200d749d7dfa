import Randomness
import Tensors
import Testing

/// A call that traps, and what its sentence must say: for shapes, both of them.
struct Misuse: Sendable {
    let words: [String]
    let call: @Sendable () -> Void

    init(_ words: String..., call: @escaping @Sendable () -> Void) {
        self.words = words
        self.call = call
    }
}

private func zeros(_ shape: Int...) -> Tensor { .zeros(shape) }

let misuses: [Misuse] =
    shapingMisuses + mathematicsMisuses + lossMisuses + updateMisuses + precisionMisuses + [
        Misuse("+", "[2, 3]", "[2]") { _ = zeros(2, 3) + zeros(2) },
        Misuse("-", "[2, 3]", "[3, 2]") { _ = zeros(2, 3) - zeros(3, 2) },
        Misuse("*", "float32", "float64") { _ = zeros(2) * Tensor.zeros([2], type: .float64) },
        Misuse("/", "[4]", "[5]") { _ = zeros(4) / zeros(5) },
        Misuse("matmul", "[2, 3]", "[2, 3]") { _ = matmul(zeros(2, 3), zeros(2, 3)) },
        Misuse("matmul", "[2, 3]", "[5, 4] transposed") {
            _ = matmul(zeros(2, 3), zeros(5, 4), transposeB: true)
        },
        Misuse("linear", "[2, 3]", "[5, 4]") { _ = linear(zeros(2, 3), zeros(5, 4)) },
        Misuse("bias", "[4]", "[5, 3]") { _ = linear(zeros(2, 3), zeros(5, 3), zeros(4)) },
        Misuse("[2, 3]", "[7]", "6", "7") { _ = zeros(2, 3).reshaped([7]) },
        Misuse("[2, 3]", "axis 2") { _ = zeros(2, 3).sum(axis: 2) },
        Misuse("[2, 3]", "axis 3") { _ = zeros(2, 3).flattened(from: 3) },
        Misuse("matrix", "[2, 3, 4]") { _ = zeros(2, 3, 4).transposed2D() },
        Misuse("row 2", "[2, 3]") { _ = zeros(2, 3).gatheringRows([0, 2]) },
        Misuse("softmax", "[]") { _ = Tensor.zeros([]).softmax() },
        Misuse("crossEntropy", "[2, 3]", "3 classes") {
            _ = crossEntropy(zeros(2, 3), classes: [0, 1, 2])
        },
        Misuse("class 3", "[2, 3]") { _ = crossEntropy(zeros(2, 3), classes: [0, 3]) },
        Misuse("crossEntropy", "[2, 3]", "[2, 4]") {
            _ = crossEntropy(zeros(2, 3), probabilities: zeros(2, 4))
        },
        Misuse("crossEntropy", "targets", "detached") {
            withTape { _ = crossEntropy(zeros(2, 3), probabilities: zeros(2, 3).tracked()) }
        },
        Misuse("binaryCrossEntropyWithLogits", "[2, 3]", "[3, 2]") {
            _ = binaryCrossEntropyWithLogits(zeros(2, 3), zeros(3, 2))
        },
        Misuse("meanSquaredError", "[2, 3]", "[3]") { _ = meanSquaredError(zeros(2, 3), zeros(3)) },
        Misuse("batchNorm", "[2, 3]", "[2]") {
            _ = batchNorm(zeros(2, 3), scale: zeros(2), shift: zeros(3))
        },
        Misuse("batchNormInference", "[2, 3]", "[4]") {
            _ = batchNormInference(
                zeros(2, 3), mean: zeros(3), variance: zeros(4), scale: zeros(3), shift: zeros(3))
        },
        Misuse("dropout", "1.5") {
            _ = dropout(zeros(2), rate: 1.5, key: RandomKey(key: 0, stream: 0))
        },
        Misuse("[2, 3]", "6 values, not 5") {
            _ = Tensor([0, 0, 0, 0, 0] as [Float], shape: [2, 3])
        },
        Misuse("one element", "[2]") { _ = zeros(2).item() },
        Misuse("one element", "[2]", "seed") {
            withTape { _ = zeros(2).tracked().gradients() }
        },
        Misuse("seed", "[3]", "[2]") {
            withTape { _ = zeros(2).tracked().gradients(seed: zeros(3)) }
        },
        Misuse("gradients()", "tracked") { withTape { _ = zeros(1).gradients() } },
        Misuse("tracked()", "withTape") { _ = zeros(1).tracked() },
        Misuse("[4]", "parameter", "[2, 2]") {
            Parameter(zeros(2, 2)).applySGD(zeros(4), learningRate: 1)
        },
        Misuse("6 dimensions", "[1, 1, 1, 1, 1, 1, 1]") { _ = zeros(1, 1, 1, 1, 1, 1, 1) },
    ]

@Suite struct MisuseTests {
    @Test(arguments: misuses.indices)
    func `a misuse ends the program with a sentence that names the values`(
        _ index: Int
    ) async throws {
        let result = try await #require(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) { [index] in
            misuses[index].call()
        }
        let text = String(decoding: result.standardErrorContent, as: UTF8.self)
        for word in misuses[index].words { #expect(text.contains(word)) }
    }
}
