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
        commandName: "status", abstract: "Show a coordinator's runs, workers and hosts in trouble.")

    @OptionGroup var options: CoordinatorOptions

    @Flag(help: "Print JSON; with --watch one line each second.")
    var json = false

    @Flag(help: "Show it again each second, until Ctrl-C; only what is new where piped.")
    var watch = false

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            if watch {
                // The terminal is left as it is, and nothing waits for this process.
                SignalThread.take([SIGINT, SIGTERM]) { _ in _exit(0) }
            }
            let client = try options.client()
            let overview = try client.status()
            guard watch else {
                try show(overview)
                return
            }
            var watch = StatusWatch(client: client, json: json)
            try watch.run(from: overview)
        }
    }

    private func show(_ overview: ToClient.Overview) throws {
        if json {
            try FileHandle.standardOutput.write(
                contentsOf: CanonicalJSON.encodePretty(overview))
        } else {
            for line in StatusText(overview, width: RunDisplay.columns(STDOUT_FILENO) ?? 80).lines {
                print(line)
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

/// `preflight drain WORKER|HOST`
public struct DrainCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Let workers end: they finish what they have, and get no more.",
        discussion: "A drained worker exits with 0. One that is started on the host later gets "
            + "jobs again.")

    @Argument(
        help: ArgumentHelp(
            "A worker's name or a host's, as `preflight status` shows it.", valueName: "name"))
    var name: String

    @OptionGroup var options: CoordinatorOptions

    @Flag(help: "Give the jobs back at once instead of finishing them.")
    var now = false

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            for worker in try options.client().drain(name, now: now) {
                print("\(now ? "ends at once" : "drains"): \(StatusText.plain(worker))")
            }
        }
    }
}
