internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// The least loss that rows allow a network that answers equal inputs alike.
///
/// Targets after the same input, or after the same beginning of a text, are one question with
/// several answers. A loss that is linear in its targets is at its least there what it is by their
/// mean, for cross-entropy H(q̄); any other is at least what it is of each target alone.
struct LeastLoss {
    private let loss: any Loss
    private let examples: Examples
    private let outputShape: [Int]

    init(_ loss: any Loss, _ examples: Examples, outputShape: [Int]) {
        self.loss = loss
        self.examples = examples
        self.outputShape = outputShape
    }

    /// - Parameters:
    ///   - groups: rows whose mean losses count alike, as ``Glance/losses`` has them.
    ///   - takesIds: whether the inputs are tokens.
    func value(groups: [Range<Int>], takesIds: Bool) -> Double {
        guard loss.isLinearInTargets, let width = outputShape.last,
            let questions = Questions(examples, foretold: takesIds && Questions.foretells(examples))
        else { return alone(groups) }
        var answers = Answers(count: questions.count)
        let weights = weights(groups)
        for target in weights.indices where weights[target] > 0 {
            answers.add(label(target), weights[target], to: questions.numbers[target])
        }
        switch examples.targets {
        case .classes: return answers.total(minimum(ofClasses: width))
        case .values(let tensor): return answers.total(minimum(of: tensor) { .values($0) })
        case .probabilities(let tensor):
            return answers.total(minimum(of: tensor) { .probabilities($0) })
        }
    }

    /// The class, or the row whose numbers are the target.
    private func label(_ target: Int) -> Int {
        if case .classes(let classes) = examples.targets { Int(classes[target]) } else { target }
    }

    /// Of classes by their shares; a class alone is as uncertain as any other.
    private func minimum(ofClasses width: Int) -> ([Answers.Share]) -> Double {
        let alone = loss.minimum(outputShape: [width], targets: .classes([0]))
        return { shares in
            guard shares.count > 1 else { return alone }
            var row = [Float](repeating: 0, count: width)
            for answer in shares {
                if width == 1 {
                    row[0] += Float(answer.label) * Float(answer.share)
                } else {
                    row[answer.label] = Float(answer.share)
                }
            }
            let tensor = Tensor(row, shape: [1, width])
            return loss.minimum(
                outputShape: [width], targets: width == 1 ? .values(tensor) : .probabilities(tensor)
            )
        }
    }

    /// Of rows of numbers by their shares.
    private func minimum(
        of tensor: Tensor, _ targets: @escaping (Tensor) -> Networks.Targets
    ) -> ([Answers.Share]) -> Double {
        let values = tensor.scalars
        let size = values.count / max(examples.count, 1)
        return { shares in
            var mean = [Float](repeating: 0, count: size)
            for answer in shares {
                for column in 0..<size {
                    mean[column] += Float(answer.share) * values[answer.label * size + column]
                }
            }
            let row = Tensor(mean, shape: [1] + tensor.shape.dropFirst())
            return loss.minimum(outputShape: outputShape, targets: targets(row))
        }
    }

    /// Each target's share in the mean over the groups; 0 where it counts nothing.
    private func weights(_ groups: [Range<Int>]) -> [Double] {
        let count = examples.targets.count
        let perRow = count / max(examples.count, 1)
        var weights = [Double](repeating: 0, count: count)
        var judged = 0
        for group in groups {
            let targets = group.lowerBound * perRow..<group.upperBound * perRow
            let counted = targets.filter(counts)
            for target in counted { weights[target] = 1 / Double(counted.count) }
            judged += counted.isEmpty ? 0 : 1
        }
        return weights.map { $0 / Double(max(judged, 1)) }
    }

    private func counts(_ target: Int) -> Bool {
        guard let ignored = loss.ignoredClass, case .classes(let classes) = examples.targets else {
            return true
        }
        return classes[target] != ignored
    }

    /// The mean over the groups of what each comes to at least, every target for itself.
    private func alone(_ groups: [Range<Int>]) -> Double {
        let least = groups.compactMap { group -> Double? in
            let targets = examples.rows(Array(group)).targets
            let judged = loss.judgedCount(targets)
            guard judged > 0 else { return nil }
            let value = loss.minimum(outputShape: outputShape, targets: targets)
            return loss.reduction == .mean ? value : value / Double(judged)
        }
        return Statistics.mean(least)
    }
}

extension Onlooker {
    /// The loss of these rows beside the least that it can be. In a language model the first two
    /// positions are judged for themselves too: later beginnings are hardly ever alike.
    func bounds(
        of whole: Double, _ outputs: Tensor, _ loss: any Loss, takesIds: Bool
    ) -> [LossBound] {
        let shape = Array(outputs.shape.dropFirst())
        let least = LeastLoss(loss, examples, outputShape: shape)
            .value(groups: groups, takesIds: takesIds)
        let all = LossBound(loss: whole, least: least)
        let length = examples.positions
        guard takesIds, length > 2, shape.count == 2, Questions.foretells(examples) else {
            return [all]
        }
        let early = Examples(
            inputs: examples.inputs.sliced(axis: 1, 0..<2),
            targets: .classes(
                (0..<2 * examples.count).map { target in label(target / 2 * length + target % 2) }))
        let judged = loss.judgedCount(early.targets)
        guard judged > 0 else { return [all] }
        let value = loss(outputs.sliced(axis: 1, 0..<2), early.targets).item()
        let bound = LossBound(
            "the first two positions of ",
            loss: loss.reduction == .mean ? value : value / Double(judged),
            least: LeastLoss(loss, early, outputShape: [2] + shape.dropFirst())
                .value(groups: [0..<early.count], takesIds: true))
        return [all, bound]
    }

    private func label(_ target: Int) -> Int32 {
        guard case .classes(let classes) = examples.targets else { return 0 }
        return classes[target]
    }
}
