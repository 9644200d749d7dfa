internal import ArgumentParser
internal import Checks
internal import Jobs

/// `my-program check`
struct OwnCheckCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check an experiment's training step; exit code 1 if a check fails.")

    @OptionGroup var choice: ExperimentChoice
    @OptionGroup var options: RunSettings

    @Option(help: "Run only these checks (comma-separated).")
    var only: String?

    @Option(help: "Leave these checks out (comma-separated).")
    var skip: String?

    func validate() throws {
        if let only, CheckCommand.names(only).isEmpty {
            throw ValidationError("--only names no check")
        }
    }

    func run(of program: OwnProgram) throws {
        try ExitCodes.reporting {
            let jobs = try program.checks.jobs(
                only: CheckCommand.names(only), skip: CheckCommand.names(skip))
            let input = try choice.input(of: program)
            let identity = try program.identity()
            try RunSession(options).run(input) { seed in
                RunSubmission(
                    kind: .check, program: identity, experiment: input.experiment.name,
                    file: input.fileHash, data: input.data, seed: seed,
                    kernelKind: options.kernelKind, jobs: jobs)
            }
        }
    }
}
