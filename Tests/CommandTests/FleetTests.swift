import Foundation
import Testing

/// What an operator sees of a coordinator's runs and workers, and does about them.
@Suite(.serialized) struct FleetTests {
    static let long = ["search", Preflight.example("digits/mlp.yaml"), "--trials", "2000"]

    private func status(_ cluster: Cluster, _ more: String...) throws -> String {
        try Preflight.run(["status", "--coordinator", cluster.address] + more).output
    }

    @Test func `status tells what runs, for how long, and the truth about a cancelled run`() throws
    {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let client = try Preflight.start(Self.long + ["--coordinator", cluster.address])
        defer { client.send(SIGKILL) }
        #expect(eventually(within: 60) { (cluster.overview?.runs.first?.counts.done ?? 0) > 2 })
        let text = try status(cluster)
        let run = try #require(
            text.split(separator: "\n").first { $0.contains("search") }?.split(separator: " ").first
        )
        #expect(text.contains(" running, 19"), "\(text)")
        #expect(text.contains(": 1 of 1 slots busy"), "\(text)")
        #expect(text.contains(" of \(run), attempt 1 for "), "\(text)")
        #expect(text.contains("waits: the one slot that could run them is busy"), "\(text)")
        #expect(text.contains("in the last minute"), "\(text)")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")

        #expect(
            try Preflight.run("cancel", String(run), "--coordinator", cluster.address).status == 0)
        #expect(eventually { (try? status(cluster).contains("cancelled\n")) ?? false })
        let after = try status(cluster)
        let counts = try #require(after.split(separator: "\n").first { $0.contains("2000 done") })
        let numbers = counts.split { !$0.isNumber }.compactMap { Int($0) }
        #expect(numbers.count == 3 && numbers[1] == 2000, "\(counts)")
        #expect(numbers[0] + numbers[2] == 2000, "\(counts)")
        #expect(counts.contains("cancelled"), "\(counts)")

        try cluster.restartCoordinator()
        #expect(eventually { (try? status(cluster).contains(counts)) ?? false }, "stored as well")
    }

    @Test func `a watched status says what is new, and Ctrl-C ends it`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let watch = try Preflight.start(["status", "--watch", "--coordinator", cluster.address])
        #expect(eventually { watch.output.contains("runs: 0, workers: 0") })
        let worker = try Preflight.start([
            "worker", "--connect", cluster.address, "--slots", "1", "--name", "late",
        ])
        defer { worker.send(SIGKILL) }
        #expect(eventually { watch.output.contains("worker late on ") }, "\(watch.output)")
        #expect(watch.output.components(separatedBy: "runs: 0, workers: 0").count == 2)
        watch.send(SIGINT)
        let answer = watch.wait()
        #expect(answer.status == 0)
        #expect(!answer.output.contains("\u{1B}"))
    }

    @Test func `a drained worker finishes what it has and exits with 0`() throws {
        let cluster = try Cluster(workers: 2)
        defer { cluster.stop() }
        let drained = try Preflight.start([
            "worker", "--connect", cluster.address, "--slots", "1", "--name", "old-node",
        ])
        defer { drained.send(SIGKILL) }
        #expect(eventually { cluster.overview?.workers.count == 3 })
        let search = try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "60", "--coordinator",
            cluster.address,
        ])
        #expect(eventually(within: 60) { (cluster.overview?.runs.first?.counts.done ?? 0) > 2 })
        let answer = try Preflight.run("drain", "old-node", "--coordinator", cluster.address)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.contains("drains: old-node on "))
        let end = drained.wait()
        #expect(end.status == 0, "\(end.errors)")
        #expect(end.errors.contains("drained"), "\(end.errors)")
        let report = search.wait()
        #expect(report.status == 0, "\(report.errors)")
        let log = cluster.coordinator.errors
        for words in [
            "worker joined", "worker drained", "worker left", "run submitted", "run ended",
        ] {
            #expect(log.contains(words), "\(words) is missing in: \(log)")
        }
        let execution = String(decoding: try report.file("execution.json"), as: UTF8.self)
        #expect(!execution.contains("preempted"), "nothing was given back")
    }

    @Test func `who is not there cannot be drained`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let answer = try Preflight.run("drain", "nobody", "--coordinator", cluster.address)
        #expect(answer.status == 3)
        #expect(answer.errors.contains("no worker and no host called \"nobody\""))
    }
}
