public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M01: the network puts out what its loss takes: scores, probabilities or their logarithms, and
/// nothing bounded where scores or numbers beyond the bounds are wanted.
///
/// Judged by the range that the last layer declares, against the loss and the training targets; by
/// the outputs of up to 256 rows only where the layer declares none. A softmax or sigmoid applied
/// twice, one of a single output, and targets of which more than 5 % of the variance is out of
/// reach fail; a last activation that keeps scores within bounds, and squared errors of softmax's
/// probabilities, warn.
public struct OutputActivation: Examination {
    public static let name = "output-activation"
    public static let verifies = "the network puts out what its loss takes"
    public var expected: String {
        "scores where the loss has its own softmax or sigmoid; full range"
    }
    public static let tier = 0
    public static let explains =
        [
            InitialLoss.name, GradientsExist.name, OverfitOneBatch.name, LabelPermutation.name,
            LossDecreases.name, BackwardSignal.name, "target-scale",
            "output-collapse", "underfit", "prior-bias",
        ] + Symptoms.ofTraining

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(256, passes: 1, of: self)
        let network = recipe.network()
        let activations = network.activations(
            batch.inputs,
            mode: network.hasRunningStatistics ? recipe.trainingMode() : .evaluation)
        guard let head = OutputHead(activations, width: recipe.headWidth) else {
            return finding(.skipped, "the network has no layer")
        }
        let name = recipe.specification.loss.kind
        let measurements = [
            Measurement(name: "smallest output", value: head.outputs.min() ?? .nan),
            Measurement(name: "largest output", value: head.outputs.max() ?? .nan),
        ]
        if let objection = OutputObjection(
            to: recipe.specification.lossFunction, named: name, head,
            targets: recipe.sample(8192).targets)
        {
            return finding(
                objection.verdict, objection.evidence, advice: objection.advice,
                measurements: measurements)
        }
        return finding(
            .passed, "\(name) takes what \(head.kind) puts out", measurements: measurements)
    }
}
