internal import Experiments
public import ArgumentParser
internal import Jobs
internal import Reports
internal import Training

/// `preflight learning-rates FILE`
public struct LearningRatesCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "learning-rates",
        abstract: "Raise the learning rate from step to step and suggest one (range test).")

    @OptionGroup var options: LocalOptions

    @Option(help: "The first step's learning rate.")
    var from = 1e-7

    @Option(help: "The last step's learning rate.")
    var to = 10.0

    @Option(help: "How many steps.")
    var steps = 100

    public init() {}

    public func validate() throws {
        guard from > 0, from < to, to.isFinite else {
            throw ValidationError("--from takes a number above 0 and below --to \(to), not \(from)")
        }
        guard (2...1_000_000).contains(steps) else {
            throw ValidationError("--steps takes 2 to 1000000, not \(steps)")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            let experiment = try LocalExperiment(options, job: "learning-rates")
            let recipe = experiment.recipe
            let ranges = try recipe.learningRateRanges(from: from, to: to, steps: steps)
            let valleys = ranges.compactMap(\.valley)
            let isClear = valleys.count == ranges.count
            let confirmed =
                isClear
                ? try recipe.confirmedRate(near: Statistics.median(valleys), steps: 2 * steps) : nil
            let answer = Answer(
                rates: ranges[0].rates, losses: ranges[0].losses, smoothed: ranges[0].smoothed,
                valleys: valleys, suggestion: confirmed)
            try LocalExperiment.show(answer, json: options.json) { words(answer) }
        }
    }

    private struct Answer: Encodable {
        let rates: [Double]
        let losses: [Double]
        /// The losses' moving average.
        let smoothed: [Double]
        /// The middle of each order's longest fall, where it stands out of the noise.
        let valleys: [Double]
        /// Of the valleys' median, a tenth or ten times: what a short training is best by.
        let suggestion: Double?
    }

    /// Every so many steps, so that about 20 lines tell the whole course.
    private func words(_ answer: Answer) -> String {
        let stride = max(1, (answer.rates.count + 19) / 20)
        let indices = Swift.stride(from: 0, to: answer.rates.count, by: stride)
        let table = Table(
            name: "the loss while the learning rate grows",
            columns: ["step", "learning rate", "loss", "smoothed"],
            rows: indices.map { index in
                [
                    "\(index + 1)", Figure.text(answer.rates[index]),
                    Figure.text(answer.losses[index]), Figure.text(answer.smoothed[index]),
                ]
            })
        let ended =
            answer.rates.count < steps
            ? "\n  ended after \(answer.rates.count) of \(steps) steps: the loss ran away" : ""
        let advice =
            answer.suggestion.map {
                "learning rate \(Figure.text($0)): in three orders the loss falls about it, and a "
                    + "short training does better by it than by its neighbours"
            } ?? "no suggestion: the loss falls no further than its noise"
        return """
            \(LocalExperiment.text(table))

              \(Sparkline.text(answer.smoothed, width: 60))\(ended)
              \(advice)
            """
    }
}
