internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// The first steps of a fresh training, each beside what the network and the loss say by themselves
/// about the same state and batch.
struct StepReplay {
    struct Step {
        let batch: Examples
        let position: StepPosition
        let before: Snapshot
        let after: Snapshot
        let report: StepReport
        /// The gradients that the step reports, one for each of the network's parameters.
        let given: [Tensor?]
        /// The loss and its gradients at the state before, in the mode whose loss the step reports;
        /// in training mode where it is neither's.
        let slope: StepSlope
        let mode: Mode
    }

    let network: Network
    let steps: [Step]
    private let training: any TrainingStep

    /// - Parameter count: how many steps, each on other rows.
    init(_ training: any CheckedTraining, steps count: Int) {
        var step = training.freshStep()
        network = step.network
        steps = (0..<count).map { number in
            let batch = training.rows(training.batchSize, draw: number)
            defer { training.progress() }
            return Self.take(&step, batch, training.position(of: number))
        }
        self.training = step
    }

    /// The gradients of a step's batch at the state that the step left.
    func gradientsBehind(_ step: Step) -> [Tensor?] {
        network.unchanged {
            network.restore(step.after)
            return training.slope(on: step.batch, mode: step.mode).gradients.values
        }
    }

    /// Takes one step, from the state that the training is in.
    static func take(
        _ step: inout any TrainingStep, _ batch: Examples, _ position: StepPosition
    ) -> Step {
        let network = step.network
        let before = network.snapshot()
        let modes = [position.mode, .evaluation]
        let slopes = modes.map { step.slopeAlone(on: batch, mode: $0) }
        let report = step.step(on: batch, at: position)
        let likeEvaluation =
            !report.loss.isNear(slopes[0].loss) && report.loss.isNear(slopes[1].loss)
        return Step(
            batch: batch, position: position, before: before, after: network.snapshot(),
            report: report, given: network.parameters.map { report.gradients[$0.parameter] },
            slope: slopes[likeEvaluation ? 1 : 0],
            mode: modes[likeEvaluation ? 1 : 0])
    }
}

extension TrainingStep {
    /// The loss and its gradients, and the state as it was: running statistics too.
    func slopeAlone(on batch: Examples, mode: Mode) -> StepSlope {
        network.unchanged { slope(on: batch, mode: mode) }
    }

    /// The outputs, and the state as it was.
    func outputsAlone(_ inputs: Tensor, mode: Mode = .evaluation) -> Tensor {
        network.unchanged { outputs(inputs, mode: mode).detached }
    }
}

extension Network {
    /// Returns what `body` does and puts every parameter back to what it was.
    func unchanged<Result>(_ body: () -> Result) -> Result {
        let own = snapshot()
        defer { restore(own) }
        return body()
    }

    /// The values of the parameters that learn in one row, in the order of the network's list.
    func learnedValues(of snapshot: Snapshot) -> [Double] {
        learnedValues(of: snapshot.values)
    }

    /// The same of gradients, 0 for a parameter without one.
    func learnedValues(of values: [Tensor?]) -> [Double] {
        zip(parameters, values).flatMap { named, value in
            named.isLearned
                ? value?.doubles ?? [Double](repeating: 0, count: named.parameter.value.count)
                : []
        }
    }
}

extension Double {
    /// Equal to within what the order of float32 sums changes.
    func isNear(_ other: Double, tolerance: Double = 1e-4) -> Bool {
        abs(self - other) <= tolerance * Swift.max(abs(self), abs(other), 1e-3)
    }
}
