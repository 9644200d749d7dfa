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

    @OptionGroup var chosen: CheckChoice

    func run(of program: OwnProgram) throws {
        try ExitCodes.reporting {
            let jobs = try program.checks.jobs(
                only: chosen.onlyNames, skip: chosen.skipNames)
            let input = try choice.input(of: program)
            let identity = try program.identity()
            try RunSession(options, chosen.rules()).run(input) { seed in
                RunSubmission(
                    kind: .check, program: identity, experiment: input.experiment.name,
                    file: input.fileHash, data: input.data, seed: seed,
                    numerics: options.numerics, jobs: jobs)
            }
        }
    }
}
