internal import ArgumentParser
internal import Preflight

/// The executable `preflight`.
@main
struct PreflightCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preflight",
        abstract: "The pre-flight check of neural network training.",
        version: PreflightVersion.text,
        subcommands: [
            CheckCommand.self, DataCommand.self, DrillCommand.self, DiagnoseCommand.self,
            SearchCommand.self, TrainCommand.self, EvaluateCommand.self,
            SummaryCommand.self, ProfileCommand.self, LearningRatesCommand.self,
            CatalogueCommand.self, CoordinatorCommand.self, WorkerCommand.self,
            StatusCommand.self, CancelCommand.self, DrainCommand.self, ReplayCommand.self,
            ReportCommand.self,
            KeysCommand.self, DoctorCommand.self,
        ])

    static func main() {
        ComputeCommand.runIfAsked()
        CommandEntry.run(PreflightCommand.self)
    }
}
