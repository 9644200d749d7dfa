public import Experiments
internal import Foundation
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I03: what the head's bias would save if it started at the labels' shares, or the targets' mean.
///
/// Information: the loss of an untrained network that puts out its bias alone, against that of the
/// best outputs that are the same for every row. Nothing is judged; a training finds the bias
/// itself, mostly in its first steps.
public struct PriorBias: Examination {
    public static let name = "prior-bias"
    public static let verifies = "what a head's bias at the labels' shares would save"
    public var expected: String { "the loss of the best constant; information" }
    public static let tier = 0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let positions = recipe.targetShape.reduce(1, *)
        let batch = try recipe.sample(max(32, 4096 / positions), passes: 1, least: 1, of: self)
        let network = recipe.network()
        let pass = UntrainedPass(network, batch.rows([0]).inputs, mode: .evaluation)
        guard let head = pass.products.last, head.path == pass.leaves.last?.path,
            let bias = head.bias, bias.isTrainable
        else { return finding(.skipped, "the last layer has no bias of its own") }
        let values = bias.value.scalars
        let size = recipe.headShape.reduce(1, *)
        guard size % max(values.count, 1) == 0, recipe.loss.judgedCount(batch.targets) > 0 else {
            return finding(.skipped, "the last layer's bias is not one for each output")
        }
        let row = (0..<size).map { values[$0 % values.count] }
        let outputs = Tensor(
            [[Float]](repeating: row, count: batch.count).flatMap { $0 },
            shape: [batch.count] + recipe.headShape)
        let own = recipe.loss(outputs, batch.targets).item()
        let best = ConstantGuess(recipe.loss, batch, headShape: recipe.headShape).loss
        guard own.isFinite, best.isFinite else {
            return finding(.skipped, "the loss of constant outputs is not finite")
        }
        let saving = max(own - best, 0)
        return finding(
            .passed,
            saving > 0.05 * abs(own)
                ? "a bias of the last layer at the labels' shares or the targets' mean would start "
                    + "at \(Figure.text(best)) rather than \(Figure.text(own)): "
                    + "\(Figure.text(saving)) less"
                : "the last layer's bias starts at about the best constant, with a loss of "
                    + Figure.text(own),
            measurements: [
                Measurement(name: "loss of the initial bias alone", value: own),
                Measurement(name: "loss of the best constant", value: best),
                Measurement(name: "saving at the start", value: saving),
            ])
    }
}
