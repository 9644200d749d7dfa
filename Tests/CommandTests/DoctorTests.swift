import Foundation
import Testing

@Suite(.serialized) struct DoctorTests {
    private func lines(_ answer: Preflight.Answer) -> [String] {
        let lines = answer.output.split(separator: "\n").map(String.init)
        // A folder's name alone may be longer.
        #expect(
            lines.allSatisfy { $0.count <= 80 || $0.contains("/preflight-test-") },
            "\(answer.output)")
        return lines
    }

    private func expect(
        _ start: String, _ words: String, in answer: Preflight.Answer, status: Int32
    ) {
        #expect(answer.status == status, "\(answer.output)\(answer.errors)")
        let joined = lines(answer).joined(separator: "\n")
        #expect(joined.contains("\n\(start)") || joined.hasPrefix(start), "\(joined)")
        let flat = joined.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains(words), "\(joined)")
    }

    @Test func `with nothing in the way every line is ok`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let answer = try Preflight.run("doctor", "--connect", cluster.address)
        expect("ok       version", "both speak preflight/", in: answer, status: 0)
        expect("ok       clock", "agrees with the coordinator's", in: answer, status: 0)
        expect("ok       port", "something listens", in: answer, status: 0)
        #expect(lines(answer).contains { $0.contains("space") })
        #expect(cluster.overview?.workers.count == 0, "asking joins nothing")
    }

    @Test func `a port where nothing listens is told from a name that is none`() throws {
        let closed = try Preflight.run(
            "doctor", "--connect", "tcp://127.0.0.1:\(Preflight.freePort())")
        expect("problem  port", "nothing listens at its port", in: closed, status: 3)
        let name = try Preflight.run("doctor", "--connect", "tcp://no-such-host.invalid:5555")
        expect("problem  address", "cannot be resolved", in: name, status: 3)
        let words = try Preflight.run("doctor", "--connect", "node0")
        expect("problem  address", "is not an address", in: words, status: 3)
    }

    @Test func `keys that are loose, unlisted or of another coordinator are told apart`() throws {
        let keys = try Preflight.temporaryFolder() + "/keys"
        let others = try Preflight.temporaryFolder() + "/keys"
        _ = try Preflight.run("keys", "init", "--keys", keys)
        _ = try Preflight.run("keys", "init", "--keys", others)
        let address = "tcp://127.0.0.1:\(Preflight.freePort())"
        let coordinator = try Preflight.start([
            "coordinator", "--listen", address, "--keys", keys, "--store",
            try Preflight.temporaryFolder() + "/store.sqlite",
        ])
        defer { coordinator.send(SIGKILL) }
        #expect(eventually { coordinator.errors.contains("listening") })
        let doctor = ["doctor", "--connect", address, "--keys"]
        expect(
            "ok       key", "the coordinator lists it", in: try Preflight.run(doctor + [keys]),
            status: 0)
        expect(
            "problem  key", "other keys than coordinator.pub says",
            in: try Preflight.run(doctor + [others]), status: 3)
        try FileManager.default.removeItem(atPath: others + "/coordinator.pub")
        try FileManager.default.copyItem(
            atPath: keys + "/coordinator.pub", toPath: others + "/coordinator.pub")
        expect(
            "problem  key", "does not list this key",
            in: try Preflight.run(doctor + [others]), status: 3)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: others + "/worker.key")
        expect(
            "problem  key", "is open to other users", in: try Preflight.run(doctor + [others]),
            status: 3)
    }

    @Test func `few open files are a problem`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let answer = try Preflight.run(
            ["doctor", "--connect", cluster.address],
            prefix: ["bash", "-c", "ulimit -n 100; exec \"$0\" \"$@\""])
        expect("problem  limits", "open files: 100", in: answer, status: 3)
    }
}
