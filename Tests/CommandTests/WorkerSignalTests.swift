import Foundation
import Testing

/// What batch systems send a worker that is to leave its host.
@Suite(.serialized) struct WorkerSignalTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2])
    func `a worker that is asked to leave gives its work back within two seconds`(
        signal: Int32
    ) throws {
        let cluster = try Cluster(workers: 1, slots: 2)
        defer { cluster.stop() }
        let client = try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "2000", "--coordinator",
            cluster.address,
        ])
        defer { client.send(SIGKILL) }
        #expect(eventually { (cluster.overview?.runs.first?.counts.done ?? 0) > 0 })
        let worker = cluster.workers[0]
        let children = worker.descendants
        #expect(children.count == 2)
        let start = ContinuousClock.now
        worker.send(signal)
        let answer = worker.wait()
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(answer.status == 75, "\(answer.errors)")
        #expect(!children.contains(where: ProcessTable.isAlive))
        let overview = try #require(cluster.overview)
        #expect(overview.workers.isEmpty)
        #expect(overview.runs.first?.counts.running == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: worker.temporary).isEmpty)
        // A result may still wait for its acknowledgement; nothing runs.
        let kept = FileManager.default.enumerator(atPath: worker.state)?.allObjects as? [String]
        #expect(kept?.contains { $0.hasSuffix("/running") } == false)
    }

    @Test func `a second signal ends a worker that waits for an answer to its goodbye`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        cluster.coordinator.send(SIGSTOP)
        let worker = cluster.workers[0]
        worker.send(SIGTERM)
        worker.send(SIGINT)
        let answer = worker.wait()
        #expect(answer.status == 75)
        #expect(!answer.errors.contains("stopped"), "\(answer.errors)")
        cluster.coordinator.send(SIGCONT)
    }

    @Test func `a worker whose coordinator does not answer leaves all the same`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        cluster.coordinator.send(SIGSTOP)
        let start = ContinuousClock.now
        cluster.workers[0].send(SIGTERM)
        let answer = cluster.workers[0].wait()
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(answer.status == 75)
        #expect(answer.errors.contains("stopped"), "\(answer.errors)")
        cluster.coordinator.send(SIGCONT)
    }

    @Test func `a hangup that nohup ignores stays ignored`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let worker = try Preflight.start(
            ["worker", "--connect", cluster.address, "--slots", "1"], prefix: ["nohup"])
        #expect(eventually { cluster.overview?.workers.count == 1 })
        worker.send(SIGHUP)
        worker.send(SIGUSR1)
        #expect(worker.wait().status == 75)
        #expect(worker.errors.contains("stopped"), "\(worker.errors)")
    }
}
