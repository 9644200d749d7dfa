public import Experiments
public import Jobs
internal import Networks
internal import Training

/// U02: every step is given the gradients of its own batch at its own state, and nothing of the
/// steps before.
///
/// What the optimizer was given is held against the loss's own gradients, scaled or cut as clipping
/// does it. It fails where the difference is exactly what is left of earlier steps, also under
/// optimizers such as Adam that hide it.
public struct FreshGradients: StepCheck {
    public static let name = "fresh-gradients"
    public static let verifies = "each step uses the gradients of its own batch alone"
    public var expected: String { "the optimizer is given the loss's gradients, if clipped" }

    @Threshold(.positive, "a larger relative difference from the loss's gradients is told")
    public var tolerance = 1e-3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let replay = StepReplay(training, steps: 3)
        let network = replay.network
        let given = replay.steps.map { network.learnedValues(of: $0.given) }
        // What the steps report no gradient of is not judged here.
        let isReported = network.parameters.indices.map { index in
            replay.steps.contains { $0.given[index] != nil }
        }
        let own = replay.steps.map { step in
            network.learnedValues(
                of: zip(step.slope.gradients.values, isReported).map { $1 ? $0 : nil })
        }
        let measurements = zip(given, own).enumerated().map { number, pair in
            Measurement(
                name: "gradients of step \(number + 1), difference",
                value: Direction(of: pair.0, along: pair.1).residual,
                expected: "≤ \(Figure.text(tolerance))")
        }
        if own.allSatisfy({ $0.norm == 0 }) {
            return finding(
                .skipped, "the steps report no gradients of the network: see update-rule")
        }
        let wrong = given.indices.first {
            !Direction.isClipped(given[$0], of: own[$0], within: tolerance)
        }
        guard let wrong else {
            return finding(
                .passed, "three steps are given the gradients of their own batches",
                measurements: measurements)
        }
        if given.allSatisfy({ $0.norm == 0 }) {
            return finding(
                .failed, "the optimizer is given gradients of 0, but the loss has others",
                advice: "Look for what takes the loss off the tape (`detached`, `item()`) or cuts "
                    + "it off (`clamp`).", measurements: measurements)
        }
        let behind = network.learnedValues(of: replay.gradientsBehind(replay.steps[wrong]))
        if Direction.isClipped(given[wrong], of: behind, within: tolerance) {
            return stale(
                "the gradients of step \(wrong + 1) are those of the state that it leaves",
                measurements)
        }
        return judge(wrong, given, own, measurements)
    }

    private func stale(_ words: String, _ measurements: [Measurement]) -> Finding {
        finding(
            .failed, words + ": the optimizer steps before the backward pass",
            advice: "Compute the gradients of the batch first, then let the optimizer step.",
            measurements: measurements)
    }

    private func judge(
        _ wrong: Int, _ given: [[Double]], _ own: [[Double]], _ measurements: [Measurement]
    ) -> Finding {
        let isLike = { (row: [Double], other: [Double]) in
            Direction.isClipped(row, of: other, within: tolerance)
        }
        // The first step where earlier ones can show.
        let later = max(wrong, 1)
        let all = own[...later].dropFirst().reduce(own[0], [Double].sum)
        if wrong > 0,
            isLike(given[later], .sum(given[later - 1], own[later])) || isLike(given[later], all)
        {
            return finding(
                .failed,
                "the gradients of step \(later + 1) are those of its batch plus those of the steps "
                    + "before: gradients are not reset",
                advice: "Set the gradient buffers back to 0 in every step, before the backward "
                    + "pass or after the optimizer's step.", measurements: measurements)
        }
        if isLike(given[later], own[later - 1]) {
            return stale(
                "step \(later + 1) is given the gradients of step \(later)", measurements)
        }
        let first = Direction(of: given[wrong], along: own[wrong])
        if first.residual <= tolerance, first.factor < 0 {
            return finding(
                .failed, "the gradients of step \(wrong + 1) have the opposite sign",
                advice: "Take the gradients of the loss, not of its negative.",
                measurements: measurements)
        }
        return finding(
            .warned,
            "the gradients of step \(wrong + 1) are not those of the loss on its batch: "
                + (first.residual <= tolerance
                    ? "they are \(Figure.text(first.factor)) times as large"
                    : "\(Figure.text(100 * first.residual)) % of them are something else"),
            advice: "Something beside the loss adds to them: a penalty that the declared loss does "
                + "not have, a factor, or another batch.", measurements: measurements)
    }
}
