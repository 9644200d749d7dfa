internal import ArgumentParser
internal import Jobs

/// `my-program search`
struct OwnSearchCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search an experiment's parameters at random and rank the trials.")

    @OptionGroup var choice: ExperimentChoice
    @OptionGroup var options: RunSettings

    @Option(help: "How many trials (default: the experiment's).")
    var trials: Int?

    func validate() throws {
        if let trials, !(1...1_000_000).contains(trials) {
            throw ValidationError("--trials takes 1 to 1000000, not \(trials)")
        }
    }

    func run(of program: OwnProgram) throws {
        try ExitCodes.reporting {
            let input = try choice.input(of: program)
            guard var plan = input.experiment.searchPlan else {
                throw UsageError(
                    "\(input.experiment.name) has nothing to search: give a parameter a "
                        + "distribution, such as search: .logUniform(low: 1e-4, high: 1)")
            }
            if let trials { plan.trials = .random(trials) }
            let identity = try program.identity()
            try RunSession(options).run(input) { seed in
                RunSubmission(
                    kind: .search, program: identity, experiment: input.experiment.name,
                    file: input.fileHash, data: input.data, seed: seed,
                    numerics: options.numerics, search: plan)
            }
        }
    }
}
