public import ArgumentParser
internal import Checks
internal import Experiments
internal import Jobs

/// `preflight check FILE`
public struct CheckCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check an experiment; exit code 1 if a check fails.")

    @OptionGroup var options: RunOptions

    @Option(help: "Run the checks of one suite.")
    var suite = CheckSuite.all

    @OptionGroup var choice: CheckChoice

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let input = try ExperimentInput(path: options.file)
            let jobs = try CheckPlan.jobs(
                in: suite, only: choice.onlyNames, skip: choice.skipNames,
                settings: input.file.defaults.checks)
            let rules = choice.rules(accepting: input.file.accepted)
            try RunSession(options.settings, rules).run(input) { seed in
                RunSubmission(
                    kind: .check, program: PreflightVersion.program,
                    experiment: input.file.defaults.name, file: input.fileHash, data: input.data,
                    seed: seed, numerics: options.numerics, jobs: jobs)
            }
        }
    }
}
