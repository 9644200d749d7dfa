internal import Experiments
internal import Networks
internal import Randomness
internal import Tensors

extension TrainingStep {
    /// The largest gradient of some rows' outputs by the inputs of other rows, over the largest by
    /// their own, along a random cotangent; nil where the inputs are ids or have no gradient.
    func coupling(of inputs: Tensor, key: RandomKey) -> Double? {
        let rows = inputs.shape.first ?? 0
        guard rows > 1, !Self.looksUp(network.body) else { return nil }
        return network.unchanged {
            withTape {
                let leaf = Parameter(inputs)
                let outputs = outputs(leaf.tracked, mode: .evaluation)
                guard outputs.isTracked, outputs.shape.first == rows else { return nil }
                // The outputs of the first row alone are asked for.
                let width = outputs.count / rows
                let seed = Tensor.normal(outputs.shape, key: key).doubles.enumerated().map {
                    $0 < width ? $1 : 0
                }
                let slopes = outputs.gradients(
                    seed: Tensor(seed, shape: outputs.shape, type: outputs.type))
                guard let found = slopes[leaf]?.doubles else { return nil }
                let each = found.count / rows
                let own = found[..<each].reduce(0) { max($0, abs($1)) }
                let other = found[each...].reduce(0) { max($0, abs($1)) }
                return own > 0 ? other / own : nil
            }
        }
    }

    /// Whether an embedding is anywhere in it, whose ids have no gradient.
    private static func looksUp(_ value: Any) -> Bool {
        switch value {
        case is Parameter: false
        case is Embedding: true
        default: Mirror(reflecting: value).children.contains { looksUp($0.value) }
        }
    }
}

extension Tensor {
    /// Each row's values.
    var rowValues: [[Double]] {
        let width = count / Swift.max(shape.first ?? 1, 1)
        let values = doubles
        return (0..<(shape.first ?? 0)).map { Array(values[$0 * width..<($0 + 1) * width]) }
    }

    /// Whether these are the values, to a share of the largest.
    func isNear(_ others: [Double], tolerance: Double) -> Bool {
        let size = others.reduce(0) { Swift.max($0, Swift.abs($1)) }
        return count == others.count
            && zip(doubles, others).allSatisfy {
                Swift.abs($0 - $1) <= tolerance * size || $0.isNaN && $1.isNaN
            }
    }
}
