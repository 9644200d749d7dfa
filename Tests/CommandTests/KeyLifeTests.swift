import Foundation
import Testing

/// A key for each host, listed and revoked while the coordinator runs.
@Suite(.serialized) struct KeyLifeTests {
    let keys: String
    let address = "tcp://127.0.0.1:\(Preflight.freePort())"

    init() throws {
        keys = try Preflight.temporaryFolder() + "/keys"
        #expect(try Preflight.run("keys", "init", "--keys", keys).status == 0)
    }

    private func coordinator() throws -> RunningCommand {
        try Preflight.start([
            "coordinator", "--listen", address, "--keys", keys, "--store",
            try Preflight.temporaryFolder() + "/store.sqlite",
        ])
    }

    /// Lists a new key and copies what its host needs.
    private func folder(of name: String, role: String) throws -> String {
        let answer = try Preflight.run("keys", "add", name, "--role", role, "--keys", keys)
        #expect(answer.status == 0, "\(answer.errors)")
        let folder = try Preflight.temporaryFolder() + "/keys"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        for file in ["\(name).key", "coordinator.pub"] {
            try FileManager.default.copyItem(
                atPath: "\(keys)/\(file)", toPath: "\(folder)/\(file)")
        }
        return folder
    }

    private func status() throws -> Preflight.Answer {
        try Preflight.run("status", "--coordinator", address, "--keys", keys)
    }

    private func revoke(_ name: String) throws {
        let answer = try Preflight.run("keys", "revoke", name, "--keys", keys)
        #expect(answer.status == 0, "\(answer.errors)")
    }

    @Test func `a key that is added is heard at once, and not when it is revoked`() throws {
        let coordinator = try coordinator()
        defer { coordinator.send(SIGKILL) }
        #expect(eventually { coordinator.errors.contains("listening") })
        let node = try folder(of: "node-7", role: "worker")
        let alice = try folder(of: "alice", role: "client")
        // The list is read again within a second of the change.
        #expect(eventually { coordinator.errors.contains("key.name=alice") })
        let worker = try Preflight.start([
            "worker", "--connect", address, "--slots", "1", "--keys", node,
        ])
        defer { worker.send(SIGKILL) }
        let search = try Preflight.start([
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "5000", "--coordinator",
            address, "--keys", alice,
        ])
        defer { search.send(SIGKILL) }
        #expect(
            eventually(within: 60) {
                (try? status().output.contains(#/[1-9]\d* running/#)) ?? false
            },
            "\(worker.errors)\(search.errors)")

        try revoke("node-7")
        let dismissed = worker.wait()
        #expect(dismissed.errors.contains("the key node-7 was revoked"), "\(dismissed.errors)")
        try revoke("alice")
        let refused = search.wait()
        #expect(refused.status == 3)
        #expect(refused.errors.contains("the key alice was revoked"), "\(refused.errors)")

        let again = try Preflight.run(
            "worker", "--connect", address, "--slots", "1", "--keys", node)
        #expect(again.status == 69, "\(again.errors)")
        #expect(try status().status == 0, "others are heard as before")
        #expect(coordinator.errors.contains("key revoked"))
    }

    @Test func `a list that makes no sense leaves the former one in force`() throws {
        let coordinator = try coordinator()
        defer { coordinator.send(SIGKILL) }
        #expect(eventually { coordinator.errors.contains("listening") })
        let list = URL(filePath: "\(keys)/authorized")
        let whole = try Data(contentsOf: list)
        try (whole + Data("nonsense\n".utf8)).write(to: list)
        #expect(eventually { coordinator.errors.contains("makes no sense") })
        #expect(try status().status == 0)
    }

    @Test func `the list tells who is heard`() throws {
        _ = try Preflight.run("keys", "add", "node-7", "--role", "worker", "--keys", keys)
        try FileManager.default.removeItem(atPath: "\(keys)/node-7.key")
        let lines = try Preflight.run("keys", "list", "--keys", keys).output
            .split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("client    client") && $0.hasSuffix("file here") })
        #expect(lines.contains { $0.hasPrefix("worker    node-7") && $0.hasSuffix("no file") })
        #expect(lines.allSatisfy { $0.count <= 80 })
        let twice = try Preflight.run("keys", "add", "node-7", "--role", "worker", "--keys", keys)
        #expect(twice.status == 2)
        #expect(twice.errors.contains("listed"), "\(twice.errors)")
        let nobody = try Preflight.run("keys", "revoke", "node-8", "--keys", keys)
        #expect(nobody.status == 2)
        #expect(nobody.errors.contains("no key named \"node-8\""), "\(nobody.errors)")
        let role = try Preflight.run("keys", "add", "x", "--role", "king", "--keys", keys)
        #expect(role.status == 2)
        #expect(role.errors.contains("not king"), "\(role.errors)")
    }

    /// As Kubernetes mounts a Secret: names that are links into a folder that is itself a link.
    private func mounted(mode: Int) throws -> String {
        let folder = try Preflight.temporaryFolder()
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        try files.createDirectory(
            atPath: "\(folder)/..2026_11_28", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        try files.createSymbolicLink(
            atPath: "\(folder)/..data", withDestinationPath: "..2026_11_28")
        for name in ["worker.key", "coordinator.pub"] {
            try files.copyItem(
                atPath: "\(keys)/\(name)", toPath: "\(folder)/..2026_11_28/\(name)")
            try files.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: "\(folder)/..2026_11_28/\(name)")
            try files.createSymbolicLink(
                atPath: "\(folder)/\(name)", withDestinationPath: "..data/\(name)")
        }
        return folder
    }

    private func worker(with folder: String) throws -> Preflight.Answer {
        try Preflight.run(
            "worker", "--connect", address, "--keys", folder, "--slots", "1",
            "--orphan-timeout", "0")
    }

    @Test(arguments: [0o400, 0o440, 0o600])
    func `mounted keys are read through their links`(mode: Int) throws {
        let answer = try worker(with: mounted(mode: mode))
        #expect(answer.status == 69, "it got as far as looking for the coordinator")
        #expect(answer.errors.contains("no coordinator answered"), "\(answer.errors)")
    }

    @Test(arguments: [0o444, 0o644, 0o660, 0o640, 0o404])
    func `mounted keys that others can read or write are refused`(mode: Int) throws {
        let answer = try worker(with: mounted(mode: mode))
        #expect(answer.errors.contains("is open to other users"), "\(answer.errors)")
    }

    @Test(arguments: ["", "/..2026_11_28"])
    func `mounted keys that others could replace are refused`(where: String) throws {
        let folder = try mounted(mode: 0o400)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777], ofItemAtPath: folder + `where`)
        let answer = try worker(with: folder)
        #expect(answer.status == 2)
        #expect(answer.errors.contains("chmod 755"), "\(answer.errors)")
    }
}
