public import Experiments
internal import Foundation
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U06: a step changes the weights by a share that learns and does not destroy: log10 of
/// rms(Δθ) / rms(θ), the median over the weights that do not start at 0 and over the first steps,
/// scaled to the largest learning rate of the schedule, from -5 to -0.5. A single layer forgets
/// nothing by large steps: of it the lower bound alone is judged.
///
/// It warns, since a warm-up, a large batch or a short training may mean it.
public struct FirstUpdateRatio: Examination {
    public static let name = "first-update-ratio"
    public static let verifies = "a step changes the weights by a share that learns"
    public static let explains = [LossDecreases.name]
    public var expected: String {
        "a share of 1e\(Figure.text(low)) to 1e\(Figure.text(high)) of the weights in a step"
    }
    public static let tier = 1

    @Threshold(.any, "log10 of the share: a lower one warns")
    public var low = -5.0
    @Threshold(.any, "log10 of the share: a higher one warns")
    public var high = -0.5
    /// The steps that are looked at.
    private static let steps = 5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        var loop = recipe.loop(network)
        let count = try recipe.affordableSteps(
            min(Self.steps, recipe.plannedSteps), trainings: 1, least: 1, of: self)
        let chosen = network.learned.filter {
            $0.parameter.value.rank > 1 && $0.parameter.value.sumOfSquares() > 0
        }
        guard !chosen.isEmpty else { return finding(.skipped, "no weights start beside 0") }
        var shares: [Double] = []
        let peak = (0..<recipe.plannedSteps).reduce(0) { max($0, recipe.learningRate(at: $1)) }
        for number in 0..<count {
            let before = chosen.map { $0.parameter.value }
            loop.advance()
            let rate = recipe.learningRate(at: number)
            // A warm-up's first steps are small on purpose: they are taken at the peak.
            let factor = rate > 0 ? peak / rate : 1
            let each = zip(chosen, before).map { named, old in
                ((named.parameter.value - old).sumOfSquares() / old.sumOfSquares()).squareRoot()
            }
            shares.append(Statistics.median(each) * factor)
        }
        let share = Statistics.median(shares)
        let measurements = [
            Measurement(name: "share of the weights in a step", value: share, expected: expected)
        ]
        guard share.isFinite, share > 0 else {
            return finding(
                .skipped, "the first steps change nothing, or all: see parameters-move",
                measurements: measurements)
        }
        let size = "a step changes the weights by \(Figure.text(share)) of their size"
        if share < pow(10, low) {
            return finding(
                .warned,
                "\(size): after \(recipe.plannedSteps) steps they are about where they "
                    + "were",
                advice: "Raise the learning rate, or see what keeps the gradients small: clipping, "
                    + "a loss that is divided, inputs off scale.", measurements: measurements)
        }
        if share > pow(10, high), chosen.count > 1 {
            return finding(
                .warned, "\(size), and forgets what they were",
                advice: "Lower the learning rate, ten times at first.", measurements: measurements)
        }
        return finding(.passed, size, measurements: measurements)
    }
}
