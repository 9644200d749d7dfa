public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U03: a small part of the first step lowers the loss by what the gradients promise, and goes
/// downhill.
///
/// The parameters are moved from where they were towards where the step brought them, so far that
/// the loss should fall by 1 %; batch and dropout mask stay. A promise off by half must come nearer
/// at a quarter of the way, or the gradients are not the loss's.
public struct PredictedDrop: StepCheck {
    public static let name = "predicted-drop"
    public static let verifies = "a step lowers the loss as its gradients promise"
    public var expected: String {
        "\(Figure.text(low)) to \(Figure.text(high)) of the promised fall"
    }

    @Threshold(.positive, "a smaller share of the promised fall is tried again, nearer")
    public var low = 0.5
    @Threshold(.positive, "a larger share of the promised fall is tried again, nearer")
    public var high = 1.5
    @Threshold(.positive, "the share of the loss that is to fall")
    public var share = 0.01

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        var step = training.freshStep()
        let network = step.network
        let batch = training.rows(training.batchSize)
        let first = StepReplay.take(&step, batch, training.position(of: 0))
        let change = [Double].difference(
            network.learnedValues(of: first.after), network.learnedValues(of: first.before))
        let gradients = network.learnedValues(of: first.slope.gradients.values)
        guard change.norm > 0, gradients.norm > 0 else {
            return finding(.skipped, "the first step changes nothing: see update-rule")
        }
        let promised = -zip(change, gradients).reduce(0) { $0 + $1.0 * $1.1 }
        let cosine = promised / (change.norm * gradients.norm)
        guard promised > 0 else {
            return finding(
                cosine < -0.05 ? .failed : .warned,
                "the first step goes uphill: the cosine to the falling gradient is "
                    + Figure.text(cosine),
                advice: "The optimizer adds what it should subtract, or is given the gradients of "
                    + "the negative loss.")
        }
        let reach = min(1, share * max(abs(first.slope.loss), 1e-6) / promised)
        let measured = [reach, reach / 4].map { part in
            network.unchanged {
                network.move(from: first.before, to: first.after, by: part)
                let loss = step.slopeAlone(on: batch, mode: first.mode).loss
                return (first.slope.loss - loss) / (part * promised)
            }
        }
        let measurements = zip(["of 1 % of the loss", "of a quarter of that"], measured).map {
            Measurement(
                name: "fall \($0), measured", value: $1, expected: expected, unit: "× promised")
        }
        let isNearer = abs(measured[1] - 1) < 0.75 * abs(measured[0] - 1)
        if (low...high).contains(measured[0]) || isNearer {
            return finding(
                .passed,
                "the loss falls by \(Figure.text(measured[0])) of what the gradients promise",
                measurements: measurements)
        }
        return finding(
            .failed,
            "the loss falls by \(Figure.text(measured[0])) of what the gradients promise, and a "
                + "quarter of the way by \(Figure.text(measured[1]))",
            advice: "The gradients are not those of this loss: look for a derivative of one's own, "
                + "or for a value that is taken off the tape (`detached`, `item()`).",
            measurements: measurements)
    }
}

extension Network {
    /// Puts what learns on the straight way between two states.
    fileprivate func move(from: Snapshot, to: Snapshot, by part: Double) {
        for (index, named) in parameters.enumerated() where named.isLearned {
            let start = from.values[index]
            named.parameter.value = start + (to.values[index] - start) * part
        }
    }
}
