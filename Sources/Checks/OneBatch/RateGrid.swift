internal import Experiments
internal import Jobs
internal import Training

/// One optimizer at all rates from 1e-6 to 10, coarse to fine: a few steps at each, and all steps
/// at the two that came furthest.
struct RateGrid {
    /// The probe's.
    let name: String
    /// Such as `adam`; nil for the experiment's own.
    let optimizer: ComponentSpecification?
    let rates: [Double]

    /// Steps that each rate gets, and what the two best ones get; of a large network a part.
    static let coarse = 40
    static let fine = 500

    var steps: Int { rates.count * Self.coarse + 2 * Self.fine }

    static let own = RateGrid(
        name: "own-optimizer", optimizer: nil,
        rates: (0...14).map { 1e-6 * [1, 3][$0 % 2] * Self.tens($0 / 2) })

    /// The reference optimizers, without the kind that is the experiment's own.
    static func references(for specification: ExperimentSpecification) -> [RateGrid] {
        let decades = (0...7).map { 1e-6 * tens($0) }
        let momentum = ["momentum": SettingValue.scalar(.real(0.9))]
        return [
            RateGrid(
                name: "sgd", optimizer: ComponentSpecification(kind: "sgd", settings: momentum),
                rates: decades),
            RateGrid(
                name: "adam", optimizer: ComponentSpecification(kind: "adam"), rates: decades),
        ].filter { $0.optimizer?.kind != specification.optimizer.kind }
    }

    private static func tens(_ count: Int) -> Double {
        (0..<count).reduce(1) { ten, _ in ten * 10 }
    }

    /// What makes it of the experiment: without clipping where that is of another optimizer.
    func edits(at rate: Double) -> [Edit] {
        let value = SettingValue.scalar(.real(rate))
        guard var other = optimizer else {
            return [.set(.optimizer, key: "learning-rate", value: value)]
        }
        other.settings["learning-rate"] = value
        return [.replace(.optimizer, with: other), .switchOff(.clipping)]
    }

    /// The best attempt: at the lowest rate of which a few steps are enough, else the shortest.
    func best(
        of recipe: Recipe, on task: Memorisation, part: Double, most: Int
    ) throws -> Best {
        let coarse = min(Int(part * Double(Self.coarse)), most)
        let fine = min(Int(part * Double(Self.fine)), most)
        let own = recipe.specification.freshOptimizer.learningRate
        func nearest(_ tried: [(Double, BatchAttempt)]) -> Double {
            tried.filter { $0.1.succeeded }.map(\.0)
                .min { Self.times($0, own) < Self.times($1, own) } ?? .nan
        }
        let tried = try rates.map { rate in
            (rate, try attempt(rate, of: recipe, on: task, steps: coarse))
        }
        if let lowest = tried.first(where: { $0.1.succeeded }) {
            return Best(rate: lowest.0, nearest: nearest(tried), attempt: lowest.1)
        }
        let finalists = tried.sorted { Self.size($0.1.last) < Self.size($1.1.last) }.prefix(2)
        let last = try finalists.map { finalist in
            (finalist.0, try attempt(finalist.0, of: recipe, on: task, steps: fine))
        }
        let found =
            last.filter { $0.1.succeeded }.min { $0.1.steps < $1.1.steps }
            ?? last.min { Self.size($0.1.last) < Self.size($1.1.last) } ?? tried[0]
        return Best(rate: found.0, nearest: nearest(last), attempt: found.1)
    }

    /// How many times the larger of two rates is the smaller.
    static func times(_ one: Double, _ other: Double) -> Double {
        max(one, other) / min(one, other)
    }

    private func attempt(
        _ rate: Double, of recipe: Recipe, on task: Memorisation, steps: Int
    ) throws -> BatchAttempt {
        let edited = try recipe.applying(edits(at: rate)).plain
        return BatchAttempt(of: edited, edited.network(), on: task, steps: steps)
    }

    /// What a grid came to.
    struct Best {
        let rate: Double
        /// Of the rates that memorise the batch, the one nearest to the experiment's own.
        let nearest: Double
        let attempt: BatchAttempt

        var result: ProbeResult {
            var result = attempt.result
            result.values["rate"] = [rate]
            result.values["nearest"] = [nearest]
            return result
        }
    }

    private static func size(_ loss: Double) -> Double { loss.isFinite ? loss : .infinity }
}
