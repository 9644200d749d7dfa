import Foundation
import Testing

/// Hosts that cannot reach each other for a while, in both directions or in one: a coordinator on
/// one, a worker and the client on the second, a worker on the third. Each case has its own hosts.
@Suite struct PartitionTests {
    /// What does not come through, and for how many seconds.
    struct Fault: Sendable, CustomTestStringConvertible {
        var name: String
        var seconds: Int
        var cut: @Sendable (NetworkMesh) throws -> Void
        var heal: @Sendable (NetworkMesh) throws -> Void

        var testDescription: String { "\(name) for \(seconds) s" }

        static func all(_ seconds: Int) -> Fault {
            Fault(
                name: "nothing comes through", seconds: seconds,
                cut: { mesh in for host in 1...2 { try mesh.setLink(of: host, up: false) } },
                heal: { mesh in for host in 1...2 { try mesh.setLink(of: host, up: true) } })
        }

        /// Loses what one side sends the other, both workers' or the coordinator's.
        static func oneWay(_ name: String, _ seconds: Int, toCoordinator: Bool) -> Fault {
            let set: @Sendable (NetworkMesh, Bool) throws -> Void = { mesh, loses in
                for host in 1...2 {
                    let (from, to) = toCoordinator ? (host, 0) : (0, host)
                    try mesh.setLoss(from: from, to: to, loses)
                }
            }
            return Fault(
                name: name, seconds: seconds, cut: { try set($0, true) },
                heal: { try set($0, false) })
        }
    }

    static let faults: [Fault] =
        Amount.isLong
        ? [
            .all(60), .all(150), .oneWay("nothing is heard", 60, toCoordinator: true),
            .oneWay("nothing is said", 60, toCoordinator: false),
        ]
        : [
            .all(12), .oneWay("nothing is heard", 3, toCoordinator: true),
            .oneWay("nothing is said", 3, toCoordinator: false),
        ]

    static let trials = Amount.of(300, long: 600, variable: "PARTITION_TRIALS")
    static let search = ["search", Preflight.example("digits/mlp.yaml"), "--trials", "\(trials)"]

    private static let expected = Result {
        try Preflight.run(search + ["--workers", "2"]).file("report.json")
    }

    @Test(arguments: faults)
    func `a cut between the hosts changes no byte and runs no job again`(fault: Fault) throws {
        let fleet = try MeshFleet()
        defer { fleet.stop() }
        let client = try fleet.client(Self.search)
        #expect(eventually(within: 60, every: 100_000) { fleet.done > 2 })
        try fault.cut(fleet.mesh)
        usleep(UInt32(fault.seconds * 1_000_000))
        #expect(client.process.isRunning, "\(client.errors)")
        try fault.heal(fleet.mesh)
        let answer = client.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == Self.expected.get())
        let again = try ExecutionFile(answer).repeated
        #expect(again.isEmpty, "\(again)")
        if fault.seconds > 10 {
            #expect(answer.errors.contains("the coordinator has been silent"))
        }
        #expect(fleet.workers.allSatisfy { $0.process.isRunning })
    }

    @Test(.enabled(if: Amount.isLong, "Tests/run --long"))
    func `the jobs of a host that is gone for good run elsewhere, and no others again`() throws {
        let fleet = try MeshFleet()
        defer { fleet.stop() }
        let client = try fleet.client(Self.search)
        #expect(eventually(within: 60, every: 100_000) { fleet.done > 2 })
        try fleet.mesh.setLink(of: 2, up: false)
        fleet.workers[1].send(SIGKILL)
        let answer = client.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == Self.expected.get())
        let again = try ExecutionFile(answer).repeated
        // One slot, and what was fetched ahead for it.
        #expect((1...17).contains(again.count), "\(again)")
        #expect(again.allSatisfy { $0.failures.map(\.kind) == ["lostWorker"] }, "\(again)")
    }
}

/// A coordinator on the first host of a mesh, and on each of two others a worker with one slot.
final class MeshFleet {
    let mesh: NetworkMesh
    let coordinator: RunningCommand
    let workers: [RunningCommand]
    private let keys: String
    private let address: String

    init() throws {
        mesh = try NetworkMesh(hosts: 3)
        keys = try Preflight.temporaryFolder() + "/keys"
        address = "tcp://\(mesh.address(of: 0)):5555"
        _ = try Preflight.run("keys", "init", "--keys", keys)
        coordinator = try Preflight.start(
            [
                "coordinator", "--listen", address, "--keys", keys, "--store",
                try Preflight.temporaryFolder() + "/store.sqlite",
            ], prefix: mesh.prefix(of: 0))
        var workers: [RunningCommand] = []
        for host in 1...2 {
            workers.append(
                try Preflight.start(
                    [
                        "worker", "--connect", address, "--slots", "1", "--keys", keys, "--name",
                        "host-\(host)",
                    ], prefix: mesh.prefix(of: host)))
        }
        self.workers = workers
        guard eventually(within: 60, every: 100_000, { status?.workers.count == 2 }) else {
            throw ClusterError("no workers: \(coordinator.errors)\(workers.map(\.errors))")
        }
    }

    /// Starts a client on the second host.
    func client(_ arguments: [String]) throws -> RunningCommand {
        try Preflight.start(
            arguments + ["--keys", keys, "--coordinator", address], prefix: mesh.prefix(of: 1))
    }

    private var status: Cluster.Overview? {
        let words = ["status", "--json", "--keys", keys, "--coordinator", address]
        return (try? Preflight.run(words, prefix: mesh.prefix(of: 0))).flatMap {
            try? JSONDecoder().decode(Cluster.Overview.self, from: Data($0.output.utf8))
        }
    }

    /// Jobs that are done.
    var done: Int { status?.runs.last?.counts.done ?? 0 }

    func stop() {
        for command in workers + [coordinator] { command.send(SIGKILL) }
        mesh.remove()
    }
}
