public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M02: the network's outputs and the targets have the shapes that the loss compares, with no
/// broadcasting between them.
public struct Shapes: Examination {
    public static let name = "shapes"
    public static let verifies = "inputs, outputs and targets have shapes that belong together"
    public var expected: String { "one output row for each target row, as wide as the loss needs" }
    public static let tier = 0
    public static let needs = [Labels.name]

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(recipe.batchSize, passes: 1, least: 2, of: self)
        let outputs = recipe.network()(batch.inputs)
        let shape = Array(outputs.shape.dropFirst())
        let seen =
            "inputs \(batch.inputs.shape), outputs \(outputs.shape), targets "
            + targetWords(batch.targets, recipe.targetShape)
        let measurements = [
            Measurement(name: "batch rows", value: Double(batch.count)),
            Measurement(
                name: "output rows", value: Double(outputs.shape.first ?? 0),
                expected: "\(batch.count)"),
            Measurement(name: "output width", value: Double(shape.last ?? 1)),
        ]
        if outputs.shape.first != batch.count {
            return finding(
                .failed,
                "\(outputs.shape.first ?? 0) output rows for \(batch.count) inputs; " + seen,
                advice: "A reshape or a reduction mixes the rows of a batch: keep the first axis.",
                measurements: measurements)
        }
        if let objection = recipe.objection(to: shape, targets: batch.targets) {
            return finding(
                .failed, objection + "; " + seen,
                advice: "Give the last layer the width that the loss and the targets need.",
                measurements: measurements)
        }
        return finding(.passed, seen, measurements: measurements)
    }

    private func targetWords(_ targets: Networks.Targets, _ positions: [Int]) -> String {
        switch targets {
        case .classes(let classes):
            "\(classes.count) classes"
                + (positions.isEmpty ? "" : ", one at each of \(positions) positions of a row")
        case .values(let tensor), .probabilities(let tensor): "\(tensor.shape)"
        }
    }
}
