import Foundation
import Testing

@Suite(.serialized) struct SameBytesTests {
    static let experiment = Preflight.example("digits/mlp.yaml")
    static let search = ["search", experiment, "--trials", "8"]

    @Test func `1, 2 and 4 workers give the same report, and so does a coordinator of its own`()
        throws
    {
        let expected = try Preflight.run(Self.search + ["--workers", "1"])
        #expect(expected.status == 0, "\(expected.errors)")
        for workers in ["2", "4"] {
            let answer = try Preflight.run(Self.search + ["--workers", workers])
            #expect(try answer.file("report.json") == expected.file("report.json"))
        }
        let cluster = try Cluster(workers: 2)
        defer { cluster.stop() }
        let apart = try Preflight.run(Self.search + ["--coordinator", cluster.address])
        #expect(apart.status == 0, "\(apart.errors)")
        #expect(try apart.file("report.json") == expected.file("report.json"))
    }

    @Test func `a slot of several cores gives the same report`() throws {
        let words = ["check", Preflight.example("digits/cnn.yaml"), "--workers", "1"]
        let expected = try Preflight.run(words)
        let answer = try Preflight.run(words + ["--cores-per-slot", "2"])
        #expect(answer.status == expected.status, "\(answer.errors)")
        #expect(try answer.file("report.json") == expected.file("report.json"))
    }

    @Test func `a compute process killed in the middle changes no byte`() throws {
        let expected = try Preflight.run(Self.search + ["--workers", "2"])
        let cluster = try Cluster(workers: 1, slots: 2)
        defer { cluster.stop() }
        let (running, victim) = try searchInTheMiddle(of: cluster)
        #expect(kill(victim, SIGKILL) == 0)
        let answer = running.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == expected.file("report.json"))
        #expect(try failures(in: answer) == 1)
    }

    /// Starts a search on two compute processes, which stand still until both have a job; returns
    /// the first worker's as soon as it is at work.
    private func searchInTheMiddle(
        of cluster: Cluster
    ) throws -> (search: RunningCommand, victim: Int32) {
        let processes = { cluster.workers.flatMap(\.descendants) }
        #expect(eventually(within: 60) { processes().count == 2 })
        let stopped = processes()
        for process in stopped { #expect(kill(process, SIGSTOP) == 0) }
        let running = try Preflight.start(Self.search + ["--coordinator", cluster.address])
        #expect(eventually(within: 60) { (cluster.overview?.runs.last?.counts.running ?? 0) >= 2 })
        let victim = try #require(cluster.workers[0].descendants.first)
        let before = ProcessTable.ticks(of: victim)
        for process in stopped { #expect(kill(process, SIGCONT) == 0) }
        #expect(eventually(within: 60, every: 1000) { ProcessTable.ticks(of: victim) > before })
        return (running, victim)
    }

    private func failures(in answer: Preflight.Answer) throws -> Int {
        let object = try JSONSerialization.jsonObject(with: answer.file("execution.json"))
        let totals = (object as? [String: Any])?["totals"] as? [String: Any]
        return try #require(totals?["failures"] as? Int)
    }

    @Test func `a worker killed in the middle changes no byte`() throws {
        let expected = try Preflight.run(Self.search + ["--workers", "2"])
        let cluster = try Cluster(workers: 2)
        defer { cluster.stop() }
        let (running, _) = try searchInTheMiddle(of: cluster)
        cluster.workers[0].send(SIGKILL)
        let answer = running.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == expected.file("report.json"))
    }

    @Test func `two clients at once get their own reports`() throws {
        let cluster = try Cluster(workers: 2)
        defer { cluster.stop() }
        let first = try Preflight.start(Self.search + ["--coordinator", cluster.address])
        let second = try Preflight.start(
            ["check", Self.experiment, "--only", "initial-loss", "--coordinator", cluster.address])
        let (search, check) = (first.wait(), second.wait())
        #expect(search.status == 0, "\(search.errors)")
        #expect(check.status == 0, "\(check.errors)")
        let alone = try Preflight.run("check", Self.experiment, "--only", "initial-loss")
        #expect(try check.file("report.json") == alone.file("report.json"))
    }
}
