public import Experiments
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// M16: the gradients are those that finite differences of the loss give along random directions,
/// tensor by tensor, in training mode with one dropout mask.
///
/// The median of five directions decides, since a direction may meet a bend of a ReLU. A gradient
/// that is missing altogether is as wrong as another one.
public struct GradientCheck: StepCheck {
    public static let name = "gradient-check"
    public static let verifies = "the gradients are those of finite differences"
    public var expected: String { "each tensor's slope within \(Figure.text(100 * tolerance)) %" }

    @Threshold(.positive, "a larger difference, relative to the gradient's size, fails")
    public var tolerance = 0.1
    /// In double precision all tensors are moved together, by much less.
    private var isExact = false

    public init() {}

    private enum CodingKeys: CodingKey { case tolerance }

    /// For double precision.
    static var exact: GradientCheck {
        var check = GradientCheck()
        check.tolerance = 1e-4
        check.isExact = true
        return check
    }

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let step = training.freshStep()
        let batch = training.rows(min(training.batchSize, 32))
        if !isExact { step.network.jolt(training.key("jolt")) }
        let mode = training.position(of: 0).mode
        let slope = step.slopeAlone(on: batch, mode: mode)
        let norm = slope.gradients.norm
        guard slope.loss.isFinite, norm.isFinite, norm > 0 else {
            return finding(.skipped, "the loss has no finite slope")
        }
        let learned = step.network.parameters.indices.filter {
            step.network.parameters[$0].isLearned
        }
        var worst = (name: "", apart: 0.0)
        for group in isExact ? [learned] : learned.map({ [$0] }) {
            let probe = SlopeProbe(step, batch, mode, slope, group, isExact: isExact)
            // One direction will do where it agrees.
            var apart = [probe.difference(training.key("direction"))]
            if !(apart[0] <= tolerance) {
                apart += (1...4).map { probe.difference(training.key("direction").substream($0)) }
            }
            let median = apart.sorted { $0 < $1 || $1.isNaN }[apart.count / 2]
            if !(median <= worst.apart) {
                worst = (step.network.parameters[group[0]].name, median)
            }
            training.progress()
        }
        let measurements = [
            Measurement(
                name: "difference from finite differences", value: worst.apart,
                expected: "≤ \(Figure.text(tolerance))", unit: "× the gradient")
        ]
        if worst.apart <= tolerance {
            return finding(
                .passed, "all \(learned.count) tensors have the gradients of finite differences",
                measurements: measurements)
        }
        return finding(
            .failed,
            (isExact ? "the gradients" : "the gradient of \(worst.name)")
                + " and finite differences of the loss are "
                + "\(Figure.text(100 * worst.apart)) % apart",
            advice: "Look for a derivative of one's own, and for a value that is taken off the "
                + "tape (`detached`, `item()`).", measurements: measurements)
    }
}
