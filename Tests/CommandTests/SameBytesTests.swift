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
        let running = try Preflight.start(Self.search + ["--workers", "2"])
        #expect(eventually { running.descendants.count == 2 })
        usleep(150_000)
        let victim = try #require(running.descendants.first)
        #expect(kill(victim, SIGKILL) == 0)
        let answer = running.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == expected.file("report.json"))
    }

    @Test func `a worker killed in the middle changes no byte`() throws {
        let expected = try Preflight.run(Self.search + ["--workers", "2"])
        let cluster = try Cluster(workers: 2)
        defer { cluster.stop() }
        let running = try Preflight.start(
            Self.search + ["--coordinator", cluster.address])
        #expect(eventually { !cluster.workers[0].descendants.isEmpty })
        usleep(200_000)
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
