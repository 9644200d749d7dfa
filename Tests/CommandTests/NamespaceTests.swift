import Foundation
import Testing

/// A coordinator and two workers on three hosts of their own, with keys.
@Suite(.serialized) struct NamespaceTests {
    static let experiment = Preflight.example("digits/mlp.yaml")

    @Test func `two hosts give the bytes of one process, also when one dies midway`() throws {
        let mesh = try NetworkMesh(hosts: 3)
        defer { mesh.remove() }
        let keys = try Preflight.temporaryFolder() + "/keys"
        #expect(try Preflight.run("keys", "init", "--keys", keys).status == 0)
        let reach = ["--keys", keys, "--coordinator", "tcp://\(mesh.address(of: 0)):5555"]
        let coordinator = try Preflight.start(
            [
                "coordinator", "--listen", reach[3], "--keys", keys, "--store",
                try Preflight.temporaryFolder() + "/store.sqlite",
            ], prefix: mesh.prefix(of: 0))
        let workers = try (1...2).map { host in
            try Preflight.start(
                [
                    "worker", "--connect", reach[3], "--slots", "1", "--keys", keys, "--name",
                    "host-\(host)",
                ], prefix: mesh.prefix(of: host))
        }
        defer { for command in workers + [coordinator] { command.send(SIGKILL) } }
        #expect(
            eventually { overview(reach, mesh)?.workers == 2 },
            "\(coordinator.errors)\(workers.map(\.errors))")

        let search = ["search", Self.experiment, "--trials", "8"]
        let alone = try Preflight.run(search + ["--workers", "1"])
        #expect(alone.status == 0, "\(alone.errors)")
        let apart = try Preflight.run(search + reach, prefix: mesh.prefix(of: 0))
        #expect(apart.status == 0, "\(apart.errors)")
        #expect(try apart.file("report.json") == alone.file("report.json"))
        let execution = String(decoding: try apart.file("execution.json"), as: UTF8.self)
        #expect(execution.contains("host-1") && execution.contains("host-2"))

        try loseWorker(workers[0], reach, mesh)
    }

    private func loseWorker(
        _ worker: RunningCommand, _ reach: [String], _ mesh: NetworkMesh
    ) throws {
        let search = ["search", Self.experiment, "--trials", "400"]
        let alone = try Preflight.run(search + ["--workers", "1"])
        let running = try Preflight.start(search + reach, prefix: mesh.prefix(of: 0))
        #expect(eventually { !worker.descendants.isEmpty })
        usleep(700_000)
        worker.send(SIGKILL)
        #expect(running.process.isRunning)
        let answer = running.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == alone.file("report.json"))
    }

    /// How many workers there are, and how many jobs of unfinished runs are done.
    private func overview(_ reach: [String], _ mesh: NetworkMesh) -> (workers: Int, done: Int)? {
        let answer = try? Preflight.run(["status", "--json"] + reach, prefix: mesh.prefix(of: 0))
        guard let answer,
            let object = try? JSONSerialization.jsonObject(with: Data(answer.output.utf8)),
            let fields = object as? [String: Any], let workers = fields["workers"] as? [Any],
            let runs = fields["runs"] as? [[String: Any]]
        else { return nil }
        let done = runs.filter { $0["state"] as? String == "running" }
            .compactMap { ($0["counts"] as? [String: Any])?["done"] as? Int }
        return (workers.count, done.reduce(0, +))
    }
}
