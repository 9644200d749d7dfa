public import ArgumentParser
internal import Checks
internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// `preflight summary FILE`
public struct SummaryCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Show each layer's output, parameters, multiply-adds and memory.")

    @OptionGroup var options: LocalOptions

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let experiment = try LocalExperiment(options, job: "summary", outline: true)
            let recipe = experiment.recipe
            let summary = try NetworkSummary(
                recipe.network(), inputShape: recipe.inputShape, batchSize: recipe.batchSize,
                keptCount: experiment.specification.freshOptimizer.keptCount)
            try LocalExperiment.show(summary, json: options.json) {
                LocalExperiment.text(ModelSummaryTable.table(summary)) + "\n\n"
                    + Self.totals(summary) + Self.teacher(recipe)
            }
        }
    }

    private static func teacher(_ recipe: Recipe) -> String {
        guard let teacher = recipe.distillation?.teacher else { return "" }
        let count = teacher.parameters.reduce(0) { $0 + $1.parameter.value.count }
        return "\n  not counted: the teacher, whose \(count) numbers take "
            + Figure.bytes(4 * count)
    }

    private static func totals(_ summary: NetworkSummary) -> String {
        let frozen = summary.parameters - summary.learned
        let gradients = summary.backwardMemory
        return """
              \(summary.parameters) parameters\(frozen > 0 ? " (\(frozen) of them frozen)" : ""), \
            \(Figure.text(Double(summary.multiplyAdds) / 1e6)) million multiply-adds a row forward
              memory of a training step: weights \(Figure.bytes(summary.weightMemory)), \
            activations \(Figure.bytes(summary.forwardMemory)), gradients \
            \(Figure.bytes(gradients)), optimizer \(Figure.bytes(summary.optimizerMemory)); \
            together \(Figure.bytes(summary.trainingMemory))
            """
    }
}
