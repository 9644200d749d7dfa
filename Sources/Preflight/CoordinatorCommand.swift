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

    @Option(help: "Serve metrics for Prometheus at http://HOST:PORT/metrics.")
    var metrics: String?

    @OptionGroup var launching: LaunchOptions

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
            let launcher = try launching.launcher(
                service.endpoints, keys: self.keys, store: store)
            let metrics = try metrics.map { try MetricsServer(of: service, at: $0) }
            if let metrics {
                FileHandle.standardError.say("preflight coordinator: metrics at \(metrics.address)")
            }
            let notice = ServiceNotice()
            // Apart, since a batch system may keep its caller waiting.
            let watches = watches(of: service, notice, launcher)
            latch.wait()
            notice.stopping("ending; workers keep their results")
            watches.forEach { $0.stop() }
            metrics?.stop()
            launcher?.stop()
            service.stop()
        }
    }

    private func watches(
        of service: CoordinatorService, _ notice: ServiceNotice, _ launcher: Launcher?
    ) -> [CoordinatorWatch] {
        var watches: [CoordinatorWatch] = []
        if notice.isWanted {
            watches.append(
                CoordinatorWatch(of: service, every: .seconds(2)) {
                    notice.turn(isReady: true, status: $0.sentence)
                })
        }
        if let launcher {
            watches.append(
                CoordinatorWatch(of: service, every: .seconds(3)) { launcher.look($0) })
        }
        return watches
    }
}
