internal import ElementaryFunctions
internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// The best outputs where a group of targets has to do with one answer: of a few that each family
/// of losses has its optimum among or near, the one of the least loss.
struct ConstantAnswers {
    private let recipe: Recipe
    private let batch: Examples
    private let range: OutputRange?
    /// How many outputs belong to one target.
    private let width: Int
    private let shape: [Int]
    private let goals: [[Double]]

    /// - Parameter range: what a head keeps its outputs in; nil: nothing does.
    init(_ recipe: Recipe, _ batch: Examples, _ range: OutputRange?) {
        self.recipe = recipe
        self.batch = batch
        self.range = range
        shape = [batch.count] + recipe.headShape
        width = shape.reduce(1, *) / max(1, batch.targets.count)
        let width = width
        switch batch.targets {
        case .classes(let classes) where width > 1:
            goals = classes.map { label in (0..<width).map { $0 == Int(label) ? 1 : 0 } }
        default:
            let values = batch.targets.numbers
            goals = (0..<batch.targets.count).map {
                Array(values[$0 * width..<($0 + 1) * width])
            }
        }
    }

    /// The outputs of the whole batch, equal within a group.
    func outputs(for groups: [[Int]]) -> Tensor {
        var outputs = [Double](repeating: 0, count: shape.reduce(1, *))
        var known: [[Double]: [Double]] = [:]
        for group in groups {
            let same = group.allSatisfy { goals[$0] == goals[group[0]] }
            let answer = (same ? known[goals[group[0]]] : nil) ?? best(group)
            if same { known[goals[group[0]]] = answer }
            for target in group {
                for column in 0..<width { outputs[target * width + column] = answer[column] }
            }
        }
        return Tensor(outputs, shape: shape, type: batch.inputs.type)
    }

    private func best(_ group: [Int]) -> [Double] {
        let targets = targets(group)
        let rows = group.count
        var best: (loss: Double, outputs: [Double]) = (.infinity, candidates(group)[0])
        for candidate in candidates(group) {
            let outputs = Tensor(
                (0..<rows).flatMap { _ in candidate }, shape: [rows, width],
                type: batch.inputs.type)
            let loss = recipe.loss(outputs, targets).item()
            if loss < best.loss { best = (loss, candidate) }
        }
        return best.outputs
    }

    private func targets(_ group: [Int]) -> Networks.Targets {
        switch batch.targets {
        case .classes(let classes): return .classes(group.map { classes[$0] })
        case .values:
            return .values(
                Tensor(
                    group.flatMap { goals[$0] }, shape: [group.count, width],
                    type: batch.inputs.type))
        case .probabilities:
            return .probabilities(
                Tensor(
                    group.flatMap { goals[$0] }, shape: [group.count, width],
                    type: batch.inputs.type))
        }
    }

    /// By what the loss takes outputs for; within the range of the head.
    private func candidates(_ group: [Int]) -> [[Double]] {
        let counted = group.filter { goals[$0].contains { $0 != 0 } || width == 1 || !isOfClasses }
        let rows = counted.isEmpty ? group : counted
        let mean = (0..<width).map { column in
            rows.reduce(0) { $0 + goals[$1][column] } / Double(rows.count)
        }
        var found = free(mean, rows)
        guard let range else { return found }
        let bounds = range.numbers
        found = found.map { $0.map { min(max($0, bounds.lowerBound), bounds.upperBound) } }
        if recipe.loss.expectedOutputs != .values {
            let (low, high) = (max(bounds.lowerBound, -50), min(bounds.upperBound, 50))
            found.append(mean.map { low + (high - low) * $0 })
        }
        return found
    }

    private var isOfClasses: Bool {
        if case .classes = batch.targets { true } else { false }
    }

    private func free(_ mean: [Double], _ rows: [Int]) -> [[Double]] {
        let least = 1e-30
        switch recipe.loss.expectedOutputs {
        case .logits(let function) where function == "softmax":
            // Label smoothing by any share spreads a target over all classes.
            return [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5].map { share in
                mean.map { Double.log($0 * (1 - share) + share / Double(width) + least) }
            }
        case .logits: return [mean.map { Double.log($0 + least) - Double.log(1 - $0 + least) }]
        case .logProbabilities: return [mean.map { Double.log($0 + least) }]
        case .probabilities: return [mean]
        case .scores:
            let top = mean.max() ?? 0
            let one = isOfClasses && width > 1
            let answer = one ? mean.map { $0 == top ? 1.0 : 0 } : mean.map { 2 * $0 - 1 }
            let sign = one ? answer : mean.map { $0 > 0.5 ? 1.0 : -1 }
            return [0, 0.5, 1, 2].map { size in sign.map { $0 * size } } + [answer]
        case .values:
            let medians = (0..<width).map { column in
                Statistics.median(rows.map { goals[$0][column] })
            }
            return [mean, medians]
        }
    }
}
