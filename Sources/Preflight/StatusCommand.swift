public import ArgumentParser
internal import Coordination
internal import Foundation
internal import Jobs

/// How the small commands reach a coordinator.
struct CoordinatorOptions: ParsableArguments {
    @Option(help: "The coordinator's address.")
    var coordinator = "tcp://127.0.0.1:5555"

    @Option(help: "The folder with client.key or operator.key, and coordinator.pub.")
    var keys: String?

    func client() throws -> Client {
        try Client(
            connectingTo: coordinator,
            identity: try keys.map { try KeyDirectory(path: $0).commandIdentity() })
    }
}

/// `preflight status`
public struct StatusCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show a coordinator's runs and workers.")

    @OptionGroup var options: CoordinatorOptions

    @Flag(help: "Print JSON.")
    var json = false

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let overview = try options.client().status()
            if json {
                try FileHandle.standardOutput.write(
                    contentsOf: CanonicalJSON.encodePretty(overview))
                return
            }
            print("runs: \(overview.runs.count), workers: \(overview.workers.count)")
            for run in overview.runs {
                print(
                    "  \(run.run)  \(run.kind.rawValue)  \(run.experiment)  \(run.state.rawValue)  "
                        + "\(run.counts.done)/\(run.counts.total) done, "
                        + "\(run.counts.running) running")
            }
            for worker in overview.workers {
                print(
                    "  worker \(worker.name) on \(worker.host): \(worker.running.count) of "
                        + "\(worker.slots) slots busy")
            }
        }
    }
}

/// `preflight cancel RUN`
public struct CancelCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End a run; what is done is kept.")

    @Argument(
        help: ArgumentHelp("The run's name, as `preflight status` shows it.", valueName: "run"))
    var name: String

    @OptionGroup var options: CoordinatorOptions

    @Flag(help: "Let what is running finish first.")
    var drain = false

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            try options.client().cancel(RunID(name), drain: drain)
        }
    }
}
