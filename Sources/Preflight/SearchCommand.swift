public import ArgumentParser
internal import Experiments
internal import Jobs
internal import Search

/// `preflight search FILE`
public struct SearchCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search an experiment's parameters at random and rank the trials.")

    @OptionGroup var options: RunOptions

    @Option(help: "How many trials (default: the file's).")
    var trials: Int?

    @Flag(
        name: .customLong("no-defaults"),
        help: "Draw trial 0 too, which else has the file's own defaults.")
    var leavesOutDefaults = false

    @Option(
        name: .customLong("repeat"),
        help: "Run the leading trials again with fresh seeds and rank by these, such as 5x5.")
    var repeats: String?

    public init() {}

    public func validate() throws {
        if let trials, !(1...1_000_000).contains(trials) {
            throw ValidationError("--trials takes 1 to 1000000, not \(trials)")
        }
        if let repeats, RepeatCount(repeats) == nil {
            throw ValidationError("--repeat takes \(RepeatCount.allowed), not \(repeats)")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            let input = try ExperimentInput(path: options.file)
            let plan = try plan(input)
            try RunSession(options.settings).run(input) { seed in
                RunSubmission(
                    kind: .search, program: PreflightVersion.program,
                    experiment: input.file.defaults.name, file: input.fileHash, data: input.data,
                    seed: seed, numerics: options.numerics,
                    jobs: RepeatPlan.planner(of: plan).map { [$0] } ?? [], search: plan)
            }
        }
    }

    private func plan(_ input: ExperimentInput) throws -> SearchPlan {
        guard var plan = input.file.searchPlan else {
            throw UsageError(
                "\(options.file) has nothing to search: give a parameter a `search` distribution, "
                    + "such as {default: 0.1, search: {log-uniform: [0.001, 1]}}")
        }
        if leavesOutDefaults { plan.defaults = nil }
        if let repeats { plan.repeats = RepeatCount(repeats) }
        guard let trials else { return plan }
        guard case .list(let list) = plan.trials else {
            plan.trials = .random(trials)
            return plan
        }
        guard trials <= list.count else {
            throw UsageError("\(options.file) lists \(list.count) trials, not \(trials)")
        }
        plan.trials = .list(Array(list.prefix(trials)))
        return plan
    }
}
