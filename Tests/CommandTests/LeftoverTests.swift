import Foundation
import Testing

/// No process of ours is alive 5 s after a command ended, however it ended.
@Suite(.serialized) struct LeftoverTests {
    static let long = [
        "search", Preflight.example("digits/mlp.yaml"), "--trials", "2000", "--workers", "2",
    ]

    @Test(arguments: [SIGKILL, SIGTERM, SIGINT])
    func `a client that is killed takes its compute processes along`(signal: Int32) throws {
        let running = try Preflight.start(Self.long)
        #expect(eventually { running.descendants.count >= 2 })
        let children = running.descendants
        running.send(signal)
        if signal == SIGINT {
            #expect(eventually { running.errors.contains("finishing what runs") })
            running.send(signal)
        }
        #expect(eventually(within: 5) { !running.process.isRunning })
        #expect(eventually(within: 5) { !children.contains(where: ProcessTable.isAlive) })
    }

    @Test func `a worker that is killed takes its compute processes along`() throws {
        let cluster = try Cluster(workers: 1, slots: 2)
        defer { cluster.stop() }
        let client = try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "2000", "--coordinator",
            cluster.address,
        ])
        defer { client.send(SIGKILL) }
        #expect(eventually { cluster.workers[0].descendants.count == 2 })
        let children = cluster.workers[0].descendants
        cluster.workers[0].send(SIGKILL)
        #expect(eventually(within: 5) { !children.contains(where: ProcessTable.isAlive) })
    }

    @Test func `Ctrl-C once finishes what runs, reports it and ends with 130`() throws {
        let running = try Preflight.start(
            Self.long.map { $0 == "2000" ? "100" : $0 })
        #expect(eventually(within: 120) { running.errors.contains("/100 trials") })
        running.send(SIGINT)
        let answer = running.wait()
        #expect(answer.status == 130, "\(answer.errors)")
        let report = try JSONSerialization.jsonObject(with: answer.file("report.json"))
        let trials = try #require((report as? [String: Any])?["trials"] as? [[String: Any]])
        let completed = trials.count { $0["state"] as? String == "completed" }
        #expect(completed > 0)
        #expect(completed < 100)
    }
}
