internal import Experiments
internal import Foundation
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// Looks at a network as it trains, each time at the same rows.
struct Onlooker {
    let examples: Examples
    let rows: Glance.Rows
    /// Some 64 groups of rows, whose losses are compared in pairs: single rows would cost a call of
    /// the loss each, and tell no more.
    let groups: [Range<Int>]
    private let constant: (value: Double, loss: Double?)

    init(_ examples: Examples, _ rows: Glance.Rows, of loss: any Loss, headShape: [Int]) {
        self.examples = examples
        self.rows = rows
        let size = max(1, examples.count / 64)
        groups = stride(from: 0, to: examples.count, by: size).map {
            $0..<min($0 + size, examples.count)
        }
        constant = ConstantAnswer(examples, loss: loss, headShape: headShape).judged
    }

    /// - Parameter within: whether the layers are looked at too.
    /// - Parameter ids: whether the inputs are tokens, where losses are to be held against the
    ///   least that they can be.
    func look(at objective: Objective, step: Int, within: Bool, ids: Bool? = nil) -> Glance {
        var inside = LayerTally()
        var outputs: [Tensor] = []
        withPrecision(objective.precision) {
            for start in stride(from: 0, to: examples.count, by: 256) {
                let batch = examples.inputs.sliced(
                    axis: 0, start..<min(start + 256, examples.count))
                guard within else { outputs.append(objective.network(batch)); continue }
                let activations = objective.network.activations(batch)
                inside.add(activations)
                outputs.append(activations.last?.output ?? batch)
            }
        }
        let joined = concatenated(outputs, axis: 0).converted(to: .float32)
        var tally = ScoreTally(objective.loss.score, ignoredClass: objective.loss.ignoredClass)
        tally.add(outputs: joined, targets: examples.targets)
        var glance = Glance(
            rows: rows, step: step, count: examples.count, losses: losses(joined, objective.loss),
            score: objective.loss.score, value: tally.value, constantValue: constant.value,
            constantLoss: constant.loss)
        glance.layers = inside.layers
        if let ids {
            glance.bounds = bounds(of: glance.loss, joined, objective.loss, takesIds: ids)
        }
        if within {
            glance.answers =
                AnswerTally(
                    joined, examples.targets, score: objective.loss.score,
                    ignoredClass: objective.loss.ignoredClass
                ).answers
        }
        return glance
    }

    /// The mean loss of the same rows in training mode, in batches such as those learned from; the
    /// running statistics stay as they are.
    func lossInTraining(_ objective: Objective, batchSize: Int, key: RandomKey) -> Double {
        let own = objective.network.snapshot()
        defer { objective.network.restore(own) }
        var (total, judged) = (0.0, 0)
        for (index, start) in stride(from: 0, to: examples.count, by: batchSize).enumerated() {
            let rows = Array(start..<min(start + batchSize, examples.count))
            // Of one row a batch normalization knows no spread.
            guard rows.count > 1 else { continue }
            let batch = examples.rows(rows)
            let outputs = objective.outputs(batch.inputs, mode: .training(key.substream(index)))
            let value = objective.loss(outputs, batch.targets).item()
            let count = objective.loss.judgedCount(batch.targets)
            total += objective.loss.reduction == .mean ? value * Double(count) : value
            judged += count
        }
        return total / Double(judged)
    }

    private func losses(_ outputs: Tensor, _ loss: any Loss) -> [Double] {
        groups.compactMap { group in
            let targets = examples.rows(Array(group)).targets
            let judged = loss.judgedCount(targets)
            guard judged > 0 else { return nil }
            let value = loss(outputs.sliced(axis: 0, group), targets).item()
            return loss.reduction == .mean ? value : value / Double(judged)
        }
    }
}

/// Follows each unit's smallest and largest output over batches.
private struct LayerTally {
    private var least: [[Float]] = []
    private var most: [[Float]] = []
    private var bounded: [Double?] = []
    private var found: [(path: String, kind: String)] = []

    /// The last activation is the network's answer, which may well stand at its bounds.
    mutating func add(_ activations: [Activation]) {
        let bounded = activations.enumerated().filter { index, activation in
            activation.layer.outputRange.map { $0.rows == .free } ?? false
        }
        for (turn, (index, activation)) in bounded.enumerated() {
            let output = activation.output
            let axes = Array(0..<max(output.rank - 1, 1))
            let low = output.min(axes: axes).converted(to: .float32).scalars
            let high = output.max(axes: axes).converted(to: .float32).scalars
            guard turn < found.count else {
                let isLast = index == activations.count - 1
                found.append((activation.path, String(describing: type(of: activation.layer))))
                least.append(low)
                most.append(high)
                self.bounded.append(isLast ? nil : saturation(of: activation))
                continue
            }
            least[turn] = zip(least[turn], low).map(min)
            most[turn] = zip(most[turn], high).map(max)
        }
    }

    /// By the derivative y(1 − y) of a sigmoid, 1 − y² of a tangent.
    private func saturation(of activation: Activation) -> Double? {
        let y = activation.output
        let slope: Tensor
        switch activation.layer {
        case is Sigmoid: slope = y * (1 - y)
        case is Tanh: slope = 1 - y * y
        default: return nil
        }
        return (slope .< 0.01).mean().item()
    }

    var layers: [LayerGlance] {
        found.indices.map { index in
            LayerGlance(
                path: found[index].path, kind: found[index].kind, units: least[index].count,
                dead: zip(least[index], most[index]).count { $0 == $1 }, saturated: bounded[index])
        }
    }
}
