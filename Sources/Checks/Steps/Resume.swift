public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U15 and R04: a copy of the step with the network's values goes on as the step itself does.
///
/// That is what any checkpoint keeps: a step is a value, and the network's parameters are saved. It
/// fails where a step remembers something else, such as an optimizer in a class or a count outside.
public struct Resume: StepCheck {
    public static let name = "resume"
    public static let verifies = "a training goes on from its saved state as if never stopped"
    public var expected: String { "\(steps) steps before and behind a save, equal bit for bit" }

    @Threshold(1...1000, "the steps before the state is saved, and as many behind")
    public var steps = 3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        var first = training.freshStep()
        let network = first.network
        let batches = (0..<2 * steps).map { training.rows(training.batchSize, draw: $0) }
        func run(_ step: inout any TrainingStep, _ range: Range<Int>) -> [UInt64] {
            range.map { number in
                defer { training.progress() }
                return step.step(on: batches[number], at: training.position(of: number)).loss
                    .bitPattern
            }
        }
        _ = run(&first, 0..<steps)
        let saved = network.snapshot()
        var second = first
        let losses = run(&first, steps..<2 * steps)
        let values = network.parameters.map { $0.parameter.value.bits }
        network.restore(saved)
        let others = run(&second, steps..<2 * steps)
        let wrong = zip(losses, others).map { $0 == $1 }.firstIndex(of: false)
        let moved = zip(network.parameters, values).first { $0.0.parameter.value.bits != $0.1 }
        guard wrong != nil || moved != nil else {
            return finding(
                .passed, "\(steps) steps behind a saved state are the same bit for bit")
        }
        return finding(
            .failed,
            wrong.map { "step \($0 + 1) behind a saved state has another loss" }
                ?? "\(moved?.0.name ?? "") differs \(steps) steps behind a saved state",
            advice: "Keep the optimizer's state, counters and averages in the step itself, as "
                + "values, and draw random numbers from the position's key.")
    }
}
