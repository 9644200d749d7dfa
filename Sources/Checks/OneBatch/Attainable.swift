internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// What memorising a batch can come to at best: the floor of its loss, the loss of the best
/// constant, and the best score.
///
/// The floor is above 0 where the network is given the same for unlike targets, where the loss
/// softens its targets, and where a bounded head can't reach them: softmax probabilities given to
/// cross-entropy end at ln(1 + (C − 1) / e).
struct Attainable {
    let floor: Double
    let constant: Double
    /// R² for numbers, else the share of right answers.
    let score: Double
    /// What the head keeps its outputs in, where that keeps it from the targets.
    let limit: String?

    init(of batch: Examples, _ network: Network, _ recipe: Recipe) {
        let last = network.activations(batch.rows([0]).inputs).last { !($0.layer is Flatten) }
        let range = last?.layer.outputRange
        let groups = TargetGroups.groups(batch, network)
        let best = ConstantAnswers(recipe, batch, range).outputs(for: groups)
        let free = ConstantAnswers(recipe, batch, nil).outputs(for: groups)
        let all = [Array(0..<batch.targets.count)]
        let loss = recipe.loss
        var floor = loss(best, batch.targets).item()
        if range == nil, groups.allSatisfy({ $0.count == 1 }) {
            let shape = Array(best.shape.dropFirst())
            floor = min(floor, loss.minimum(outputShape: shape, targets: batch.targets))
        }
        self.floor = floor
        let constant = ConstantAnswers(recipe, batch, range).outputs(for: all)
        self.constant = max(loss(constant, batch.targets).item(), floor)
        score = recipe.memorisedScore(best, batch.targets)
        let freeScore = recipe.memorisedScore(free, batch.targets)
        limit = score < 0.9 * freeScore ? range?.words : nil
    }
}

extension Recipe {
    /// How well outputs answer a batch: R² over all numbers together, else the share of right
    /// answers.
    func memorisedScore(_ outputs: Tensor, _ targets: Networks.Targets) -> Double {
        guard loss.score == .r2 else {
            var tally = ScoreTally(loss.score, ignoredClass: ignoredClass)
            tally.add(outputs: outputs, targets: targets)
            return tally.value
        }
        let wanted = targets.numbers
        let width = max(1, wanted.count / max(1, targets.count))
        var means = [Double](repeating: 0, count: width)
        for (index, value) in wanted.enumerated() {
            means[index % width] += value / Double(targets.count)
        }
        var (missed, varied) = (0.0, 0.0)
        for (index, output) in outputs.doubles.enumerated() {
            missed += (wanted[index] - output) * (wanted[index] - output)
            let distance = wanted[index] - means[index % width]
            varied += distance * distance
        }
        return 1 - missed / varied
    }
}
