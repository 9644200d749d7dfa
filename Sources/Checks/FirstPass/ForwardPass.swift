public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// The network runs on real rows, in both modes, and puts out finite numbers.
public struct ForwardPass: Examination {
    public static let name = "forward-pass"
    public static let verifies = "the network runs end to end without NaN or infinity"
    public var expected: String { "every output finite, in training and in evaluation mode" }
    public static let tier = 0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        let batch = try recipe.sample(recipe.batchSize, passes: 2, least: 2, of: self)
        let modes = [("training", recipe.trainingMode()), ("evaluation", .evaluation)]
        var measurements: [Measurement] = []
        for (words, mode) in modes {
            let activations = network.activations(batch.inputs, mode: mode)
            let broken = activations.first { !$0.output.scalars.allSatisfy(\.isFinite) }
            if let broken {
                return finding(
                    .failed, "layer \(broken.path) puts out NaN or infinity in \(words) mode",
                    advice: "Look at the inputs' scale and the initial weights of this layer.",
                    measurements: measurements)
            }
            let outputs = activations.last?.output.scalars ?? []
            measurements.append(
                Measurement(
                    name: "largest output, \(words)",
                    value: outputs.reduce(0) { max($0, Double(abs($1))) }, expected: "finite"))
        }
        return finding(
            .passed, "\(batch.count) rows of shape \(recipe.inputShape) give finite outputs",
            measurements: measurements)
    }
}
