internal import ArgumentParser
internal import Foundation
internal import Preflight

/// The executable `preflight`.
@main
struct PreflightCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preflight",
        abstract: "The pre-flight check of neural network training.",
        version: PreflightVersion.text,
        subcommands: [
            CheckCommand.self, SearchCommand.self, TrainCommand.self, EvaluateCommand.self,
            SummaryCommand.self, ProfileCommand.self, LearningRatesCommand.self,
            CatalogueCommand.self, CoordinatorCommand.self, WorkerCommand.self,
            StatusCommand.self, CancelCommand.self, ReportCommand.self, KeysCommand.self,
        ])

    /// Wrong arguments end with 2, like any other wrong input.
    static func main() {
        ComputeCommand.runIfAsked()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            let words = Data("\(fullMessage(for: error))\n".utf8)
            try? FileHandle.standardError.write(contentsOf: words)
            exit(withError: ExitCode(2))
        }
    }
}
