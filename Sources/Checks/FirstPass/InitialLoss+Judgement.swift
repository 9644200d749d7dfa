internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// How large the outputs of several untrained networks are, in the loss's own terms.
struct InitialSize {
    enum Kind {
        /// The excess over the loss of guessing, in units of that loss.
        case excess(over: Double, unit: String, words: String)
        /// The mean square of outputs over the variance of targets.
        case spread
    }

    let kind: Kind
    /// The median over the networks.
    let value: Double

    init(_ reference: ReferenceLoss, _ outputs: [Tensor], _ targets: Targets) {
        var kind = Kind.spread
        let values = outputs.map { outputs in
            switch reference.baseline(outputs: outputs, targets: targets) {
            case .loss(let level, let scale, let unit, let words):
                kind = .excess(over: level, unit: unit, words: words)
                let excess = (reference.mean(outputs: outputs, targets: targets) - level) / scale
                return excess.isNaN ? .infinity : excess
            case .spread(let size, let spread):
                return size.isFinite ? size / spread : .infinity
            }
        }
        self.kind = kind
        value = Statistics.median(values)
    }

    var isExcess: Bool { if case .excess = kind { true } else { false } }

    var name: String {
        switch kind {
        case .excess(_, _, let words): "excess over \(words)"
        case .spread: "outputs' mean square over the targets' variance"
        }
    }

    var unit: String { if case .excess(_, let unit, _) = kind { "× \(unit)" } else { "" } }

    /// How large the outputs are, in a sentence's second half.
    var words: String {
        switch kind {
        case .excess(let level, let unit, let words):
            "\(words) \(Figure.text(level)), a median excess of \(Figure.text(value)) × \(unit)"
        case .spread:
            "the outputs' mean square \(Figure.text(value)) times the targets' variance"
        }
    }
}

extension InitialLoss {
    func judgement(
        on start: InitialSize, reported: Double, parity: Double, _ recipe: Recipe
    ) -> Finding {
        guard start.value.isFinite else {
            return finding(
                .skipped, "the initial loss is \(Figure.text(reported)); the targets are all equal")
        }
        let failBound = start.isExcess ? failAbove : failSpread
        let bound = min(start.isExcess ? warnAbove : warnSpread, failBound)
        let isLarge = !(start.value <= bound)
        let measurements =
            [
                Measurement(name: "initial loss", value: reported),
                Measurement(name: "independent loss, a mean", value: parity),
                Measurement(
                    name: start.name + ", median", value: start.value,
                    expected: "≤ \(Figure.text(bound))", unit: start.unit),
            ] + recipe.targetOffset
        var words =
            "the initial loss is \(Figure.text(reported)), \(start.words)" + recipe.teacherNote
        let isSummed = recipe.loss.reduction == .sum
        guard isLarge || isSummed else {
            return finding(.passed, words, measurements: measurements)
        }
        let memory = ShortMemory(recipe, of: self)
        if let memory { words += "; " + memory.words }
        let isConfirmed = memory.map { !$0.learned } ?? false
        if isSummed {
            // A rate that fits a sum lowers the loss; one that fits a mean is far too large for it.
            let isSteep = memory.map { $0.rise > 2 } ?? false
            return finding(
                isConfirmed ? .failed : isLarge || isSteep ? .warned : .passed,
                "the loss is summed over the rows (`reduction: sum`): " + words,
                advice: "Take `reduction: mean`, or divide the learning rate by the batch size.",
                measurements: measurements)
        }
        let isHuge = !(start.value <= failBound)
        // Healthy heads reach the lower bound; what learns at once from there needs no word.
        guard isHuge || isConfirmed else {
            return finding(.passed, words, measurements: measurements)
        }
        return finding(
            isHuge && isConfirmed ? .failed : .warned, words,
            advice: "The untrained outputs are far too large: standardise the inputs (and targets "
                + "that are numbers), and take a smaller initialisation (he or glorot), above all "
                + "in the last layer.", measurements: measurements)
    }

    /// Says where NaN or infinity arose.
    func brokenWords(
        _ loss: Double, _ network: Network, _ batch: Examples, _ recipe: Recipe
    ) -> String {
        let words = "the initial loss is \(Figure.text(loss)): "
        if !batch.inputs.scalars.allSatisfy(\.isFinite) {
            return words + "the inputs have NaN or infinity already"
        }
        if case .values(let targets) = batch.targets, !targets.scalars.allSatisfy(\.isFinite) {
            return words + "the targets have NaN or infinity already"
        }
        let activations = network.activations(batch.inputs, mode: recipe.untrainedMode(network))
        if let broken = activations.first(where: { !$0.output.scalars.allSatisfy(\.isFinite) }) {
            return words + "it arises in layer \(broken.path)"
        }
        return words + "the outputs are finite, so it arises in the loss itself"
    }
}

extension Recipe {
    /// An untrained network: the recipe's own, and others with further initial weights.
    func freshNetwork(_ number: Int) -> Network {
        number == 0
            ? network()
            : makeNetwork(specification) { weightKey("\($0)/initialisation-\(number)") }
    }

    /// How many rows tell what untrained networks put out: 1,024 positions, of large networks
    /// fewer, but 16 rows.
    var untrainedRows: Int {
        let positions = targetShape.reduce(1, *)
        let affordable = Int(min(2e10 / (Double(InitialLoss.initialisations) * rowCost), 1e6))
        return min(max(32, 1024 / positions), max(16, affordable))
    }

    /// How many rows tell what a unit does: 1,024, of large networks fewer, but 256.
    var unitRows: Int { min(1024, max(256, Int(min(5e9 / rowCost, 1e6)))) }

    /// Before the first step running statistics are those of no data: the batch's own hold.
    func untrainedMode(_ network: Network) -> Mode {
        network.hasRunningStatistics ? trainingMode() : .evaluation
    }

    func untrainedOutputs(_ network: Network, _ inputs: Tensor) -> Tensor {
        network(inputs, mode: untrainedMode(network))
    }

    /// How far from 0 the targets' mean is, in their standard deviation.
    fileprivate var targetOffset: [Measurement] {
        guard case .values(let tensor) = sample(1024).targets else { return [] }
        let values = tensor.scalars.map(Double.init)
        return [
            Measurement(
                name: "targets' mean over their standard deviation",
                value: Statistics.mean(values) / Statistics.deviation(values))
        ]
    }
}
