public import Experiments
public import Jobs
internal import Networks
internal import Tensors

/// R01: two trainings from one seed agree bit for bit, over 20 steps of the experiment's recipe.
public enum SameSeed: Examination {
    public static let name = "same-seed"
    public static let verifies = "the same seed gives the same training"
    public static let expected = "20 losses and all parameters equal bit for bit"
    public static let tier = 1

    public static func examine(_ subject: Recipe) throws -> Finding {
        let (firstLosses, firstParameters) = trace(subject)
        let (secondLosses, secondParameters) = trace(subject)
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

    private static func trace(_ subject: Recipe) -> (losses: [Double], parameters: [[UInt32]]) {
        let network = subject.network()
        let run = subject.train(network, steps: 20)
        return (
            run.steps.map(\.loss),
            network.parameters.map { $0.parameter.value.scalars.map(\.bitPattern) }
        )
    }
}
