import Foundation
import Testing

/// Where a coordinator can be told to listen.
@Suite(.serialized) struct ListenTests {
    private func coordinator(_ address: String) throws -> RunningCommand {
        try Preflight.start([
            "coordinator", "--listen", address, "--store",
            try Preflight.temporaryFolder() + "/store.sqlite",
        ])
    }

    @Test(arguments: ["localhost", "lo", "127.0.0.1", "[::1]"])
    func `names, interfaces and numbers will do`(host: String) throws {
        let port = Preflight.freePort()
        let running = try coordinator("tcp://\(host):\(port)")
        defer { running.send(SIGKILL) }
        #expect(eventually { running.errors.contains("listening at") }, "\(running.errors)")
        let number = host == "[::1]" ? host : "127.0.0.1"
        let answer = try Preflight.run("status", "--coordinator", "tcp://\(number):\(port)")
        #expect(answer.status == 0, "\(answer.errors)")
    }

    @Test(arguments: [
        ("tcp://no-such-host.invalid:5999", "no name that can be resolved"),
        ("tcp://192.0.2.1:5999", "keys"), ("5999", "is not an address"),
    ])
    func `what cannot be listened at is told`(address: String, words: String) throws {
        let answer = try coordinator(address).wait()
        #expect(answer.status == 2)
        #expect(answer.errors.contains(words), "\(answer.errors)")
    }

    @Test func `a port in use is told`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let answer = try coordinator(cluster.address).wait()
        #expect(answer.status == 2)
        #expect(
            answer.errors.contains("another process listens there: stop it"), "\(answer.errors)")
    }
}
