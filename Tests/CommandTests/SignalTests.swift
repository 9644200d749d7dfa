import Foundation
import Testing

/// Signals to processes that start no compute process, and so keep the threads that libraries
/// started before `main`.
@Suite(.serialized) struct SignalTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `a coordinator that is asked to end closes its store`(signal: Int32) throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        cluster.coordinator.send(signal)
        let answer = cluster.coordinator.wait()
        #expect(answer.status == 0, "\(answer.errors)")
    }

    @Test func `Ctrl-C once at a coordinator finishes what runs and reports it`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let client = try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "2000", "--coordinator",
            cluster.address,
        ])
        #expect(eventually { self.hasTrials(cluster.address) })
        client.send(SIGINT)
        let answer = client.wait()
        #expect(answer.status == 130, "\(answer.errors)")
        #expect(try !answer.file("report.json").isEmpty)
        #expect(answer.errors.contains("finishing what runs"), "\(answer.errors)")
    }

    @Test func `Ctrl-C twice ends a run whose coordinator answers no more`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let client = try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "2000", "--coordinator",
            cluster.address,
        ])
        #expect(eventually { self.hasTrials(cluster.address) })
        cluster.coordinator.send(SIGSTOP)
        client.send(SIGINT)
        #expect(eventually { client.errors.contains("finishing what runs") })
        client.send(SIGINT)
        #expect(eventually(within: 15) { !client.process.isRunning })
        cluster.coordinator.send(SIGCONT)
        let answer = client.wait()
        #expect(answer.status == 130, "\(answer.errors)")
        #expect(answer.errors.contains("what it has sent so far is reported"), "\(answer.errors)")
        #expect(try !answer.file("report.json").isEmpty)
    }

    private func hasTrials(_ address: String) -> Bool {
        let answer = try? Preflight.run("status", "--coordinator", address, "--json")
        guard let answer,
            let object = try? JSONSerialization.jsonObject(with: Data(answer.output.utf8)),
            let runs = (object as? [String: Any])?["runs"] as? [[String: Any]],
            let counts = runs.first?["counts"] as? [String: Any]
        else { return false }
        return (counts["done"] as? Int ?? 0) > 0
    }
}
