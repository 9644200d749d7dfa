public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U05: the optimizer changes all parameters that learn, in the step that their gradients were
/// made in, and by its own rule.
///
/// The declared optimizer is run anew on copies of the parameters, with the gradients and the
/// learning rate that each step reports.
public struct UpdateRule: StepCheck {
    public static let name = "update-rule"
    public static let verifies = "the optimizer changes what learns, by its rule and in its turn"
    public var expected: String { "three steps change every parameter as its optimizer does" }

    @Threshold(.positive, "a larger relative difference from the rule's own change is told")
    public var tolerance = 1e-3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let declared = training.freshStep().declaredOptimizer
        let replay = StepReplay(training, steps: 3)
        let steps = replay.steps
        let changes = steps.map { step in
            [Double].difference(
                replay.network.learnedValues(of: step.after),
                replay.network.learnedValues(of: step.before))
        }
        let rates = steps.map(\.report.learningRate)
        guard rates.contains(where: { $0 != 0 }) else {
            return finding(
                .failed, "the learning rate of the first three steps is 0",
                advice: "See schedule-cadence; a warm-up must begin above 0.")
        }
        if changes[0].norm == 0, changes[1].norm > 0, rates[0] > 0,
            steps[0].slope.gradients.norm > 0
        {
            return finding(
                .failed,
                "the first step changes nothing and the second does: the optimizer steps before "
                    + "the backward pass, on the gradients of the step before",
                advice: "Compute the gradients of the batch first, then let the optimizer step.")
        }
        guard
            changes.contains(where: { $0.norm > 0 })
                || steps.contains(where: { $0.given.contains { ($0?.sumOfSquares() ?? 1) > 0 } })
        else {
            return finding(
                .skipped, "the optimizer is given gradients of 0: see fresh-gradients")
        }
        let stuck = stuck(replay)
        if let first = stuck.first {
            return finding(
                .failed,
                "\(stuck.count) of \(replay.network.learned.count) tensors have gradients and do "
                    + "not move in three steps, first \(first): the optimizer works on other "
                    + "parameters",
                advice: "Give the optimizer the parameters of the network that computes the loss, "
                    + "all of them.")
        }
        guard let declared, declared.groups.fits(replay.network.parameters.count) else {
            return finding(
                .skipped, "all tensors move; the step declares no optimizer to hold them against")
        }
        return judge(changes, replay.changes(by: declared))
    }

    /// The names of the tensors that have a gradient and stay where they are.
    private func stuck(_ replay: StepReplay) -> [String] {
        replay.network.parameters.indices.filter { index in
            replay.network.parameters[index].isLearned
                && replay.steps.contains {
                    ($0.slope.gradients.values[index]?.sumOfSquares() ?? 0) > 0
                        && ($0.given[index]?.sumOfSquares() ?? 1) > 0
                        && $0.report.learningRate > 0
                }
                && replay.steps.allSatisfy {
                    $0.before.values[index].scalars == $0.after.values[index].scalars
                }
        }.map { replay.network.parameters[$0].name }
    }

    private func judge(_ changes: [[Double]], _ expected: [[Double]]) -> Finding {
        let fits = zip(changes, expected).map { Direction(of: $0, along: $1) }
        let differences = zip(changes, expected).map { change, rule in
            [Double].difference(change, rule).norm / max(rule.norm, .leastNormalMagnitude)
        }
        let measurements = differences.enumerated().map { number, difference in
            Measurement(
                name: "change of step \(number + 1), difference", value: difference,
                expected: "≤ \(Figure.text(tolerance))")
        }
        guard let wrong = differences.firstIndex(where: { !($0 <= tolerance) }) else {
            return finding(
                .passed, "three steps change every parameter as the optimizer does",
                measurements: measurements)
        }
        let isMultiple = fits[wrong].residual <= tolerance
        let words =
            isMultiple
            ? "\(Figure.text(fits[wrong].factor)) times the change of the declared optimizer"
            : "a change of which \(Figure.text(100 * fits[wrong].residual)) % is not the declared "
                + "optimizer's"
        return finding(
            isMultiple ? .failed : .warned,
            "step \(wrong + 1) makes \(words)",
            advice: "Look for a second step on the same batch, another learning rate than the one "
                + "reported, state that is made anew in every step, or changes of the parameters "
                + "beside the optimizer's.", measurements: measurements)
    }
}
