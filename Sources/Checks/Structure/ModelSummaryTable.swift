public import Experiments
public import Jobs
public import Networks
internal import Training

/// M08, M15: the network's layers with output shapes, parameters and memory, and the tensors that
/// several layers share: information, never a fault.
public struct ModelSummaryTable: Examination {
    public static let name = "model-summary"
    public static let verifies = "what the network is made of"
    public var expected: String { "the layers and sizes that you meant" }
    public static let tier = 0
    public static let needs: [String] = []

    /// Five rows tell the memory of any batch.
    public static let budget = 2e12

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        _ = try recipe.sample(5, passes: 3, least: 5, of: self)
        let summary = try NetworkSummary(
            recipe.network(), inputShape: recipe.inputShape, batchSize: recipe.batchSize,
            keptCount: recipe.specification.freshOptimizer.keptCount)
        let tied = recipe.network().parameters.filter { !$0.aliases.isEmpty }
        let measurements = [
            Measurement(name: "tensors that layers share", value: Double(tied.count)),
            Measurement(name: "parameters", value: Double(summary.parameters)),
            Measurement(name: "trainable parameters", value: Double(summary.learned)),
            Measurement(name: "multiply-adds a row", value: Double(summary.multiplyAdds)),
            Measurement(
                name: "memory forward", value: Double(summary.forwardMemory), unit: "bytes"),
            Measurement(
                name: "memory backward", value: Double(summary.backwardMemory), unit: "bytes"),
        ]
        return finding(
            .passed,
            "\(summary.parameters) parameters in \(summary.rows.count) layers, "
                + "\(Figure.bytes(summary.forwardMemory)) forward and "
                + "\(Figure.bytes(summary.backwardMemory)) backward for a batch of "
                + "\(summary.batchSize)"
                + (tied.first.map {
                    "; \($0.name) serves as \($0.aliases.joined(separator: ", ")) too"
                } ?? ""),
            measurements: measurements,
            tables: [Self.table(summary)] + (tied.isEmpty ? [] : [Self.table(ofTied: tied)]))
    }

    private static func table(ofTied tied: [NamedParameter]) -> Table {
        Table(
            name: "shared tensors", columns: ["tensor", "serves as"],
            rows: tied.map { [$0.name, $0.aliases.joined(separator: ", ")] })
    }

    /// Returns the layers as rows of words, those inside another indented.
    public static func table(_ summary: NetworkSummary) -> Table {
        Table(
            name: "layers for batches of \(summary.batchSize)",
            columns: [
                "layer", "kind", "output", "parameters", "multiply-adds", "forward", "backward",
            ],
            rows: summary.rows.map { row in
                [
                    String(repeating: "  ", count: row.depth) + row.path, row.kind,
                    row.outputShape.map(String.init).joined(separator: " × "),
                    "\(row.parameters)" + (row.learned < row.parameters ? " (frozen)" : ""),
                    "\(row.multiplyAdds)",
                    Figure.bytes(row.forwardMemory), Figure.bytes(row.backwardMemory),
                ]
            })
    }
}
