import Foundation
import Testing

/// What the next worker at a host finds of one that was killed.
@Suite(.serialized) struct WorkerSpoolTests {
    private struct Execution: Decodable {
        struct Job: Decodable {
            struct Failure: Decodable {
                var kind: String
            }

            var name: String
            var attempts: Int
            var failures: [Failure]
        }

        var jobs: [Job]
    }

    /// The files of one name that workers have in the cluster's spools.
    private func files(_ ending: String, _ cluster: Cluster) -> [String] {
        let root = cluster.state + "/preflight/spool"
        let names = FileManager.default.enumerator(atPath: root)?.allObjects as? [String]
        return (names ?? []).filter { $0.hasSuffix(ending) }.map { root + "/" + $0 }
    }

    private func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    private func jobs(_ answer: Preflight.Answer) throws -> [Execution.Job] {
        try JSONDecoder().decode(Execution.self, from: answer.file("execution.json")).jobs
    }

    private func search(_ cluster: Cluster, trials: Int) throws -> RunningCommand {
        try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "\(trials)",
            "--coordinator", cluster.address,
        ])
    }

    @Test func `the next worker tells that the last one died, and of which jobs`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let client = try search(cluster, trials: 40)
        let runs = {
            // A worker that stands still changes nothing while it is looked at.
            cluster.workers[0].send(SIGSTOP)
            if files("/running", cluster).map(text).joined().contains("\"name\"") { return true }
            cluster.workers[0].send(SIGCONT)
            return false
        }
        #expect(eventually(runs))
        try cluster.restartWorker(0)
        let answer = client.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        let kinds = try jobs(answer).flatMap { $0.failures.map(\.kind) }
        #expect(kinds.contains("workerDied"), "\(kinds)")
        cluster.workers[0].send(SIGTERM)
        #expect(cluster.workers[0].wait().status == 75)
        #expect(files("", cluster).isEmpty)
    }

    @Test func `a result that a dead worker could not hand in counts, and nothing runs again`()
        throws
    {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let client = try search(cluster, trials: 40)
        #expect(eventually { (cluster.overview?.runs.first?.counts.done ?? 0) > 0 })
        cluster.coordinator.send(SIGSTOP)
        #expect(eventually { !files(".result", cluster).isEmpty })
        cluster.workers[0].send(SIGSTOP)
        let kept = files(".result", cluster).map(text)
        cluster.coordinator.send(SIGCONT)
        try cluster.restartWorker(0)
        let answer = client.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        let jobs = try jobs(answer)
        let known = jobs.filter { job in kept.contains { $0.contains("\"name\":\"\(job.name)\"") } }
        #expect(known.count == kept.count && !kept.isEmpty)
        #expect(known.allSatisfy { $0.attempts == 1 && $0.failures.isEmpty }, "\(known)")
        #expect(eventually { files(".result", cluster).isEmpty })
    }
}
