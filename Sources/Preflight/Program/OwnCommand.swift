internal import ArgumentParser
internal import Foundation

/// The commands of a user's own program.
struct OwnCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: URL(filePath: CommandLine.arguments[0]).lastPathComponent,
            abstract: "Checks and searches the experiments of this program.",
            subcommands: [
                OwnCheckCommand.self, OwnSearchCommand.self, ExperimentsCommand.self,
                CoordinatorCommand.self, WorkerCommand.self, StatusCommand.self,
                CancelCommand.self, DrainCommand.self, KeysCommand.self, DoctorCommand.self,
            ])
    }
}

/// A command that needs to know which program it is a command of.
protocol ProgramCommand: ParsableCommand {
    /// Carries out the command.
    func run(of program: OwnProgram) throws
}

extension WorkerCommand: ProgramCommand {
    func run(of program: OwnProgram) throws { try run(as: program.identity()) }
}

/// Which of a program's experiments, and with which values.
struct ExperimentChoice: ParsableArguments {
    @Argument(help: "The experiment (default: the program's only one).")
    var experiment: String?

    @Option(help: "Give a parameter a value, as NAME=VALUE; may be repeated.")
    var set: [String] = []

    func input(of program: OwnProgram) throws -> ProgramInput {
        try ProgramInput(program.experiment(named: experiment), of: program, set: set)
    }
}

/// `my-program experiments`
struct ExperimentsCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiments", abstract: "List the experiments with their parameters.")

    func run(of program: OwnProgram) throws {
        for experiment in program.experiments {
            print(
                "\(experiment.name): \(experiment.epochs) epochs of batches of "
                    + "\(experiment.batchSize), seed \(experiment.seed)")
            for parameter in experiment.parameters {
                print(
                    "  \(parameter.name) = \(parameter.defaultValue)"
                        + (parameter.distribution.map { ", drawn from \($0)" } ?? ""))
            }
        }
    }
}
