public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M17: the loss is what it is held to be, and the step takes the gradient of that very loss.
///
/// Where it shows itself to be a cross-entropy, it is held against the closed form on outputs made
/// by hand, up to 50; the outputs must be what it takes; and the loss of a step must be the loss of
/// the outputs, also where it is made large by scaling the parameters up.
public struct LossUnitTest: StepCheck {
    public static let name = "loss-unit-test"
    public static let verifies = "the loss is right, takes these outputs, and is what is lowered"
    public var expected: String { "its closed form, and the same value in the step" }

    @Threshold(.positive, "a larger relative difference from the closed form fails")
    public var tolerance = 1e-3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let fresh = training.freshStep()
        let batch = training.rows(training.batchSize)
        let outputs = fresh.outputsAlone(batch.inputs)
        let form = LossForm(fresh.loss, outputs: outputs, batch)
        if let flaw = form.flaw(within: tolerance) { return failed(flaw) }
        let loud = LoudState(training, batch)
        let all = [outputs, loud.outputs]
        if form.isFed(\.classes), all.allSatisfy(\.areDistributions) {
            return failed(
                .probabilities, "every row of the outputs is 0 or more and sums to 1")
        }
        if form.isFed(\.isBinary), all.allSatisfy(\.areProbabilities) {
            return failed(.probabilities, "every output is in 0 ... 1")
        }
        return judgeSteps(loud, form)
    }

    /// Holds what a step reports as its loss against the loss of the outputs.
    private func judgeSteps(_ loud: LoudState, _ form: LossForm) -> Finding {
        let steps = [loud.fresh, loud.step]
        let measurements = zip(["fresh", "scaled up"], steps).flatMap { words, step in
            [
                Measurement(
                    name: "loss of the step, \(words)", value: step.report.loss,
                    expected: Figure.text(step.slope.loss))
            ]
        }
        let wrong = steps.first { !$0.report.loss.isNear($0.slope.loss, tolerance: tolerance) }
        guard let wrong else {
            return finding(
                .passed,
                "the step lowers the loss of the outputs" + form.words, measurements: measurements)
        }
        let (reported, own) = (wrong.report.loss, wrong.slope.loss)
        if let squashed = form.ofProbabilities(wrong, of: loud),
            reported.isNear(squashed, tolerance: tolerance)
        {
            return failed(
                .probabilities, "the step's loss, \(Figure.text(reported)), is that of softmax",
                measurements)
        }
        let given = loud.network.learnedValues(of: wrong.given)
        if reported < own, given.norm == 0 || steps[0].report.loss == steps[1].report.loss {
            return failed(
                .clipped,
                "the loss of the outputs is \(Figure.text(own)), that of the step "
                    + "\(Figure.text(reported))"
                    + (given.norm == 0 ? " with gradients of 0" : ""), measurements)
        }
        return finding(
            .warned,
            "the step lowers \(Figure.text(reported)), but the loss of its outputs is "
                + Figure.text(own),
            advice: "Something is added to the loss or taken from it: let the declared loss have "
                + "it too, or look for a second scaling.", measurements: measurements)
    }

    private func failed(
        _ flaw: LossForm.Flaw, _ detail: String = "", _ measurements: [Measurement] = []
    ) -> Finding {
        finding(
            .failed, detail.isEmpty ? flaw.sentence : "\(flaw.sentence): \(detail)",
            advice: flaw.advice, measurements: measurements)
    }
}
