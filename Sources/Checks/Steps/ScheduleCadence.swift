public import Experiments
public import Jobs
internal import Training

/// U11: the learning rate of every step is the declared schedule's, which advances by epochs or by
/// steps as declared.
///
/// Steps on two rows each are taken in a row, into the third epoch where the budget allows it.
public struct ScheduleCadence: StepCheck {
    public static let name = "schedule-cadence"
    public static let verifies = "the learning rate follows its schedule, at the right pace"
    public var expected: String { "every step's rate is the schedule's" }

    @Threshold(.positive, "a larger relative difference from the schedule fails")
    public var tolerance = 1e-6
    @Threshold(1...100_000, "the steps that are taken at most")
    public var steps = 600

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        var step = training.freshStep()
        guard let declared = step.declaredSchedule else {
            return finding(.skipped, "the step declares no schedule")
        }
        let count = min(
            steps, training.stepsPerEpoch * 2 + 1, training.stepsPerEpoch * training.epochs)
        let batch = training.rows(2)
        var rates: [Double] = []
        for number in 0..<count {
            rates.append(step.step(on: batch, at: training.position(of: number)).learningRate)
            training.progress()
        }
        let wanted = (0..<count).map { declared.learningRate(at: training.position(of: $0)) }
        let series = [
            Series(
                name: "learning rate", kind: .line, xLabel: "step", yLabel: "rate",
                x: (1...count).map(Double.init), y: rates)
        ]
        guard let wrong = rates.indices.first(where: { !isNear(rates[$0], wanted[$0]) }) else {
            return finding(
                .passed, "the rates of \(count) steps are the schedule's", series: series)
        }
        let measurements = [
            Measurement(
                name: "learning rate of step \(wrong + 1)", value: rates[wrong],
                expected: Figure.text(wanted[wrong]))
        ]
        let other = (0..<count).map { declared.flipped.learningRate(at: training.position(of: $0)) }
        let isFlipped = zip(rates, other).allSatisfy { isNear($0, $1) }
        guard isFlipped else {
            return finding(
                .failed,
                "the learning rate of step \(wrong + 1) is \(Figure.text(rates[wrong])), the "
                    + "schedule's \(Figure.text(wanted[wrong]))",
                advice: "Ask the schedule in every step, with the number that it counts by.",
                measurements: measurements, series: series)
        }
        let isPerEpoch = if case .perEpoch = declared { true } else { false }
        return finding(
            .failed,
            isPerEpoch
                ? "the schedule is advanced with every batch, but counts epochs: "
                    + "\(training.stepsPerEpoch) times too fast"
                : "the schedule is advanced with every epoch, but counts steps: "
                    + "\(training.stepsPerEpoch) times too slow",
            advice: isPerEpoch
                ? "Give the schedule the number of the epoch, not that of the step."
                : "Give the schedule the number of the step, not that of the epoch.",
            measurements: measurements, series: series)
    }

    private func isNear(_ rate: Double, _ wanted: Double) -> Bool {
        abs(rate - wanted) <= tolerance * max(abs(rate), abs(wanted))
    }
}

extension DeclaredSchedule {
    /// The same schedule advanced by the other count.
    fileprivate var flipped: DeclaredSchedule {
        switch self {
        case .perEpoch(let schedule, let initial): .perStep(schedule, initial: initial)
        case .perStep(let schedule, let initial): .perEpoch(schedule, initial: initial)
        }
    }
}
