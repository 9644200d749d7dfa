public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// R01: two trainings from one seed agree bit for bit, over 20 steps of the experiment's recipe.
public struct SameSeed: Examination {
    public static let name = "same-seed"
    public static let verifies = "the same seed gives the same training"
    public var expected: String { "\(steps) losses and all parameters equal bit for bit" }
    public static let tier = 1

    @Threshold(1...10_000, "the steps over which two trainings are compared")
    public var steps = 20

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let steps = try recipe.affordableSteps(
            min(steps, recipe.plannedSteps), trainings: 2, least: 2, of: self)
        let (firstLosses, firstParameters) = trace(recipe, steps)
        let (secondLosses, secondParameters) = trace(recipe, steps)
        let step = zip(firstLosses, secondLosses).map { $0.bitPattern != $1.bitPattern }
            .firstIndex(of: true)
        let measurements = [
            Measurement(
                name: "steps that agree", value: Double(step ?? firstLosses.count),
                expected: "\(firstLosses.count)")
        ]
        if let step {
            return finding(
                .failed,
                "two trainings from one seed differ from step \(step + 1) on",
                advice: "Something random is not drawn from the seed, or depends on what ran "
                    + "before: look for state that outlives a training.",
                measurements: measurements)
        }
        if firstParameters != secondParameters {
            return finding(
                .failed, "the losses agree, but the parameters differ after the steps",
                advice: "Look for state that outlives a training.", measurements: measurements)
        }
        return finding(
            .passed, "two trainings of \(firstLosses.count) steps agree bit for bit",
            measurements: measurements)
    }

    private func trace(_ recipe: Recipe, _ steps: Int) -> (losses: [Double], parameters: [[UInt32]])
    {
        let network = recipe.network()
        var loop = recipe.loop(network)
        let losses = (0..<steps).map { _ in loop.advance().loss }
        return (
            losses,
            network.parameters.map { $0.parameter.value.scalars.map(\.bitPattern) }
        )
    }
}
