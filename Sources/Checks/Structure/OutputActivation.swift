public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M01: the network puts out what its loss takes: scores, probabilities or their logarithms, and
/// nothing bounded where scores or numbers beyond the bounds are wanted.
///
/// Judged by the outputs of up to 256 rows: probabilities sum to 1, their logarithms' exponentials
/// too. Softmax or sigmoid applied twice, and targets out of the outputs' reach, fail; a last
/// activation that keeps scores within bounds warns.
public struct OutputActivation: Examination {
    public static let name = "output-activation"
    public static let verifies = "the network puts out what its loss takes"
    public var expected: String {
        "scores where the loss has its own softmax or sigmoid; full range"
    }
    public static let tier = 0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(256, passes: 1, of: self)
        let network = recipe.network()
        let activations = network.activations(
            batch.inputs,
            mode: network.hasRunningStatistics ? recipe.trainingMode() : .evaluation)
        guard let last = activations.last(where: { !($0.layer is Flatten) }) else {
            return finding(.skipped, "the network has no layer")
        }
        let loss = recipe.specification.loss.kind
        let outputs = last.output.doubles
        let measurements = [
            Measurement(name: "smallest output", value: outputs.min() ?? .nan),
            Measurement(name: "largest output", value: outputs.max() ?? .nan),
        ]
        if let objection = OutputObjection(
            to: recipe.specification.lossFunction, named: loss, outputs, of: last.layer,
            width: recipe.headWidth,
            targets: batch.targets)
        {
            return finding(
                objection.verdict, objection.evidence, advice: objection.advice,
                measurements: measurements)
        }
        return finding(
            .passed, "\(loss) takes what \(type(of: last.layer)) puts out",
            measurements: measurements)
    }
}
