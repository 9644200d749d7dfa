public import Experiments
internal import Datasets
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M13: where the targets are the inputs one position on, no output depends on a later input.
///
/// The later half of each row is exchanged for that of another row; the outputs before it must stay
/// as they were, to 1e-4 of their size. A network that sees ahead copies the answer: its loss falls
/// to almost nothing, and it cannot go on with a text.
public struct Causality: Examination {
    public static let name = "causality"
    public static let verifies = "no output depends on a later input where that is the answer"
    public var expected: String { "earlier outputs stay as they are when later inputs change" }
    public static let explains = [EntropyFloor.name]
    public static let tier = 0

    @Threshold(.notNegative, "an output that changes by more than this share of their size fails")
    public var tolerance = 1e-4

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(32, passes: 2, least: 2, of: self)
        guard let length = recipe.inputShape.first, length > 1, batch.count > 1,
            foretold(recipe, length: length)
        else { return finding(.skipped, "the targets are not the inputs one position on") }
        let network = recipe.network()
        let cut = length / 2
        let others = (0..<batch.count).map { ($0 + 1) % batch.count }
        let inputs = batch.inputs.scalars
        let changed = inputs.indices.map { index in
            index % length < cut
                ? inputs[index]
                : inputs[
                    others[index / length] * length
                        + index % length]
        }
        let before = network(batch.inputs).scalars
        let after = network(Tensor(changed, shape: batch.inputs.shape)).scalars
        let width = before.count / inputs.count
        let size = Statistics.rootMeanSquare(before)
        let moved = before.indices.filter {
            $0 / width % length < cut && Double(abs(before[$0] - after[$0])) > tolerance * size
        }
        let first = moved.map { $0 / width % length }.min()
        let measurements = [
            Measurement(
                name: "earlier outputs that change", value: Double(moved.count), expected: "0"),
            Measurement(name: "positions before the change", value: Double(cut)),
        ]
        if let first {
            return finding(
                .failed,
                "what stands at positions \(cut) to \(length - 1) changes \(moved.count) outputs "
                    + "before them, the first at position \(first): the network sees the answers",
                advice: "Look back alone: transformer-decoder-block, attention with causal: true, "
                    + "recurrent layers that are not bidirectional.", measurements: measurements)
        }
        return finding(
            .passed, "no output at positions 0 to \(cut - 1) changes with what stands later",
            measurements: measurements)
    }

    /// Whether each target is the input at the next position, as far as there is one.
    private func foretold(_ recipe: Recipe, length: Int) -> Bool {
        guard recipe.takesIds, recipe.targetShape == recipe.inputShape,
            recipe.inputShape.count == 1,
            case .classes(let labels, _) = recipe.trainingData.targets
        else { return false }
        let inputs = recipe.trainingData.inputs
        return labels.indices.allSatisfy {
            $0 % length == length - 1 || Float(labels[$0]) == inputs[$0 + 1]
        }
    }
}
