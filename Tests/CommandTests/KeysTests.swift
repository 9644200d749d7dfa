import Foundation
import Testing

@Suite(.serialized) struct KeysTests {
    @Test func `off loopback a coordinator without keys refuses to start`() throws {
        let answer = try Preflight.run("coordinator", "--listen", "tcp://0.0.0.0:5999")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("keys init"), "\(answer.errors)")
    }

    @Test func `keys are made once, readable by their owner alone`() throws {
        let folder = try Preflight.temporaryFolder() + "/keys"
        #expect(try Preflight.run("keys", "init", "--keys", folder).status == 0)
        for name in ["coordinator.key", "client.key", "worker.key"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        #expect(try Preflight.run("keys", "init", "--keys", folder).status == 2)
    }

    @Test func `listed keys are heard; no key, and an unlisted key, are not`() throws {
        let keys = try Preflight.temporaryFolder() + "/keys"
        let strangers = try Preflight.temporaryFolder() + "/keys"
        _ = try Preflight.run("keys", "init", "--keys", keys)
        _ = try Preflight.run("keys", "init", "--keys", strangers)
        let coordinatorKey = URL(filePath: "\(strangers)/coordinator.pub")
        try FileManager.default.removeItem(at: coordinatorKey)
        try FileManager.default.copyItem(
            at: URL(filePath: "\(keys)/coordinator.pub"), to: coordinatorKey)
        let address = "tcp://127.0.0.1:\(Preflight.freePort())"
        let coordinator = try Preflight.start([
            "coordinator", "--listen", address, "--keys", keys, "--store",
            try Preflight.temporaryFolder() + "/store.sqlite",
        ])
        let worker = try Preflight.start([
            "worker", "--connect", address, "--slots", "1", "--keys", keys,
        ])
        defer {
            worker.send(SIGKILL)
            coordinator.send(SIGKILL)
        }
        let check = [
            "check", Preflight.example("digits/mlp.yaml"), "--only", "shapes", "--coordinator",
            address,
        ]
        let listed = try Preflight.run(check + ["--keys", keys])
        #expect(listed.status == 0, "\(listed.errors)\(worker.errors)\(coordinator.errors)")
        let stranger = try Preflight.run(check + ["--keys", strangers])
        #expect(stranger.status == 3, "\(stranger.output)")
        #expect(stranger.errors.contains("key"), "\(stranger.errors)")
        let strangeWorker = try Preflight.run(
            "worker", "--connect", address, "--slots", "1", "--keys", strangers)
        #expect(strangeWorker.status == 69, "\(strangeWorker.errors)")
    }

    @Test func `a key file that others may read is refused`() throws {
        let keys = try Preflight.temporaryFolder() + "/keys"
        _ = try Preflight.run("keys", "init", "--keys", keys)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: "\(keys)/coordinator.key")
        let answer = try Preflight.run(
            "coordinator", "--listen", "tcp://127.0.0.1:0", "--keys", keys)
        #expect(answer.status == 2)
        #expect(answer.errors.contains("chmod 600"), "\(answer.errors)")
    }
}
