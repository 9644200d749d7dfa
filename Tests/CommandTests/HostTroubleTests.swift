import Foundation
import Testing

/// Hosts that lack something: no job may suffer from it.
@Suite(.serialized) struct HostTroubleTests {
    static let search = ["search", Preflight.example("digits/mlp.yaml"), "--trials", "12"]

    @Test func `a worker with too few descriptors works with the slots that it can have`() throws {
        let alone = try Preflight.run(Self.search + ["--workers", "1"])
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let worker = try Preflight.start(
            ["worker", "--connect", cluster.address, "--slots", "16"],
            prefix: ["sh", "-c", "ulimit -n 48; exec \"$@\"", "sh"])
        defer { worker.send(SIGKILL) }
        let answer = try Preflight.run(Self.search + ["--coordinator", cluster.address])
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == alone.file("report.json"))
        #expect(worker.errors.contains("raise the limit of open files"), "\(worker.errors)")
        #expect(worker.process.isRunning)
    }

    /// Needs root: the host is a name and a mount of its own.
    @Test func `a host with a full disk rests, and its jobs go to another`() throws {
        let alone = try Preflight.run(Self.search + ["--workers", "1"])
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let full = try Preflight.start(
            ["worker", "--connect", cluster.address, "--slots", "2"],
            prefix: [
                "unshare", "--mount", "--uts", "sh", "-c",
                "hostname full-host && mount -t tmpfs -o size=16k none \"$TMPDIR\" && exec \"$@\"",
                "sh",
            ])
        defer { full.send(SIGKILL) }
        #expect(eventually { cluster.overview?.workers.count == 1 }, "\(full.errors)")
        let client = try Preflight.start(Self.search + ["--coordinator", cluster.address])
        #expect(eventually { client.errors.contains("No space left") }, "\(client.errors)")
        let other = try Preflight.start(["worker", "--connect", cluster.address, "--slots", "1"])
        defer { other.send(SIGKILL) }
        let answer = client.wait()
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.errors.contains("full-host rests"), "\(answer.errors)")
        #expect(answer.errors.contains("free some space"), "\(answer.errors)")
        #expect(try answer.file("report.json") == alone.file("report.json"))
        #expect(full.process.isRunning)
    }
}
