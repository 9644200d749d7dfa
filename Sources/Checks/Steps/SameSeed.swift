public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// R01: two trainings from one seed agree bit for bit.
public struct SameSeed: StepCheck {
    public static let name = "same-seed"
    public static let verifies = "the same seed gives the same training"
    public var expected: String { "\(steps) losses and all parameters equal bit for bit" }

    @Threshold(1...10_000, "the steps over which two trainings are compared")
    public var steps = 10

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let traces = [trace(training), trace(training)]
        let step = zip(traces[0].losses, traces[1].losses).map { $0 == $1 }.firstIndex(of: false)
        let measurements = [
            Measurement(
                name: "steps that agree", value: Double(step ?? steps), expected: "\(steps)")
        ]
        if step == nil, traces[0].parameters == traces[1].parameters {
            return finding(
                .passed, "two trainings of \(steps) steps agree bit for bit",
                measurements: measurements)
        }
        return finding(
            .failed,
            step.map { "two trainings from one seed differ from step \($0 + 1) on" }
                ?? "the losses agree, but the parameters differ after the steps",
            advice: "Draw everything random from the keys that the step is given, and keep no "
                + "state outside of the step and its network.", measurements: measurements)
    }

    private func trace(
        _ training: any CheckedTraining
    ) -> (losses: [UInt64], parameters: [[UInt32]]) {
        var step = training.freshStep()
        let losses = (0..<steps).map { number in
            let batch = training.rows(training.batchSize, draw: number)
            defer { training.progress() }
            return step.step(on: batch, at: training.position(of: number)).loss.bitPattern
        }
        return (losses, step.network.parameters.map { $0.parameter.value.bits })
    }
}
