internal import Experiments
internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// One of the trainings that baselines compare: what is changed of the experiment, and how often it
/// was repeated from other initial weights before.
struct BaselineRun {
    enum Kind: String {
        case own
        /// Zeros stand for all inputs.
        case zeros
        /// Hidden layers half or twice as wide, by a probe's edits.
        case narrow, wide
        /// A half or a quarter of the rows, in as many steps.
        case half, quarter
    }

    let kind: Kind
    let number: Int

    /// Zeros stand in the place of so many rows at most.
    private static let zeroRows = 20_000

    init(_ kind: Kind, _ number: Int) {
        self.kind = kind
        self.number = number
    }

    /// - Throws: `CheckError` where no training has such a name.
    init(_ name: String) throws {
        let parts = name.split(separator: "-").map(String.init)
        guard parts.count == 2, let kind = Kind(rawValue: parts[0]), let number = Int(parts[1])
        else { throw CheckError("no baseline has a training \"\(name)\"") }
        self.init(kind, number)
    }

    /// Unique among all trainings of baselines.
    var name: String { "\(kind.rawValue)-\(number)" }

    /// The experiment as it is.
    static let own = Probe(BaselineRun(.own, 0).name, expectedCost: 0.5)

    func probe(edits: [Edit] = []) -> Probe { Probe(name, edits: edits, expectedCost: 0.5) }

    /// Why no training can tell anything; nil where one can.
    static func objection(to recipe: Recipe) -> String? {
        let least = min(ShortTraining.leastSteps, recipe.plannedSteps)
        if ShortTraining.steps(recipe) < least {
            return "a step takes \(Figure.text(recipe.stepCost)) operations: \(least) steps exceed "
                + "the check's budget of \(Figure.text(ShortTraining.cutAim)) for a training"
        }
        let judged = ShortTraining.judgedRows(recipe)
        if recipe.loss.judgedCount(judged.targets) < 20 {
            return "\(judged.count) held-out rows are too few to tell"
        }
        return nil
    }

    func measured(on recipe: Recipe) -> ShortTraining {
        var recipe = recipe
        switch kind {
        case .own, .narrow, .wide: break
        case .zeros:
            recipe.training = recipe.sample(Self.zeroRows).withoutInputs
            recipe.validation = ShortTraining.judgedRows(recipe).withoutInputs
        case .half: recipe.keep(2, number)
        case .quarter: recipe.keep(4, number)
        }
        return ShortTraining(recipe, number: number)
    }
}

extension Recipe {
    /// Keeps one of so many shares of the training rows, and trains as many steps on it.
    fileprivate mutating func keep(_ shares: Int, _ number: Int) {
        let planned = plannedSteps
        var stream = RandomStream(key("rows/\(number)"))
        let order = stream.permutation(training.count)
        training = training.rows(Array(order.prefix(max(2, training.count / shares))))
        specification.training.epochs = max(1, (planned + stepsPerEpoch - 1) / stepsPerEpoch)
    }
}

extension Examples {
    /// The same rows with zeros for inputs.
    fileprivate var withoutInputs: Examples {
        Examples(inputs: .zeros([count] + inputShape), targets: targets)
    }
}
