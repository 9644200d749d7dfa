public import ArgumentParser
internal import Coordination
internal import Foundation
internal import Logging

/// `preflight coordinator`
public struct CoordinatorCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "coordinator",
        abstract: "Take runs from clients and spread their jobs over workers.")

    @Option(help: "Where to listen: a number, a host or an interface; off this host with --keys.")
    var listen: [String] = ["tcp://127.0.0.1:5555"]

    @Option(help: "The file that keeps all records.")
    var store: String = "preflight.sqlite"

    @Option(help: "The folder that `preflight keys init` made.")
    var keys: String?

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let latch = Latch()
            SignalThread.take([SIGINT, SIGTERM]) { _ in latch.open() }
            let keys = try keys.map { try KeyDirectory(path: $0).coordinatorKeys() }
            let service = try CoordinatorService.start(
                endpoints: try listen.map(ListenAddress.numeric), store: store, keys: keys)
            for endpoint in service.endpoints {
                FileHandle.standardError.say(
                    "preflight coordinator: listening at \(endpoint)")
            }
            latch.wait()
            service.stop()
        }
    }
}
