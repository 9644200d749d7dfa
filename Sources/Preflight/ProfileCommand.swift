internal import Experiments
public import ArgumentParser
internal import Jobs
internal import Training

/// `preflight profile FILE`
public struct ProfileCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Measure each layer forward and backward, inference and a training step.")

    @OptionGroup var options: LocalOptions

    @Option(help: "How often each time is measured; the median counts.")
    var repeats = 10

    public init() {}

    public func validate() throws {
        guard (1...100_000).contains(repeats) else {
            throw ValidationError("--repeats takes 1 to 100000, not \(repeats)")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            let experiment = try LocalExperiment(options, job: "profile")
            let profile = try experiment.recipe.profile(repeats: repeats)
            try LocalExperiment.show(profile, json: options.json) {
                LocalExperiment.text(Self.table(profile)) + "\n\n" + Self.totals(profile)
            }
        }
    }

    private static func table(_ profile: NetworkProfile) -> Table {
        Table(
            name: "medians of \(profile.repeats) for batches of \(profile.batchSize)",
            columns: ["layer", "kind", "forward ms", "backward ms", "% of all"],
            rows: profile.rows.map { row in
                [
                    String(repeating: "  ", count: row.depth) + row.path, row.kind,
                    Figure.text(row.forwardSeconds * 1e3), Figure.text(row.backwardSeconds * 1e3),
                    row.isContainer ? "" : Figure.text((row.share * 1000).rounded() / 10),
                ]
            })
    }

    private static func totals(_ profile: NetworkProfile) -> String {
        let time = LocalExperiment.time
        return """
              inference: \(time(profile.inferenceSeconds)) a batch, \
            \(Figure.text(profile.rowsPerSecond.rounded())) samples a second; \
            \(time(profile.rowSeconds)) a single sample
              training: \(time(profile.stepSeconds)) a step, \
            \(Figure.text(profile.trainedRowsPerSecond.rounded())) samples a second
            """
    }
}
