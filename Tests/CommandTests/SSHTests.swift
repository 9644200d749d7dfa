import Foundation
import Testing

/// deploy/ssh with a stand-in for ssh: each host is a home folder of its own on this machine.
@Suite(.serialized) struct SSHTests {
    private let folder: String
    private let keys: String

    init() throws {
        folder = try Preflight.temporaryFolder()
        keys = folder + "/keys"
        _ = try Preflight.run("keys", "init", "--keys", keys)
        // A worker must not inherit by what Foundation tells that a process has ended.
        let ssh = """
            #!/bin/bash
            for open in $(ls /proc/$$/fd); do
                [ "$open" -le 2 ] || [ "$open" -eq 255 ] || eval "exec $open>&-"
            done
            HOME=\(folder)/$1 TMPDIR=\(folder)/$1/tmp
            export HOME TMPDIR
            shift
            mkdir -p "$TMPDIR"
            cd "$HOME"
            exec sh -c "$*"
            """
        try ssh.write(toFile: folder + "/ssh", atomically: true, encoding: .utf8)
        chmod(folder + "/ssh", 0o755)
        // The last line has no end, as people write it.
        try "# our hosts\n\nalpha 1 # the fast one\nbeta 2".write(
            toFile: folder + "/hosts", atomically: true, encoding: .utf8)
    }

    @Test func `workers start on every host, work, and leave nothing behind when stopped`() throws {
        let address = "tcp://127.0.0.1:\(Preflight.freePort())"
        let coordinator = try Preflight.start([
            "coordinator", "--listen", address, "--keys", keys, "--store", folder + "/store.sqlite",
        ])
        defer {
            _ = try? script("stop-workers", [])
            coordinator.send(SIGKILL)
        }
        let reach = ["--coordinator", address, "--keys", keys]
        let options = [address, "--keys", keys, "--program", Preflight.executable]
        let started = try script("start-workers", options)
        #expect(started.status == 0, "\(started.text)")
        #expect(eventually { slots(reach) == [1, 2] }, "\(coordinator.errors)")
        let check = try Preflight.run(
            ["check", Preflight.example("digits/mlp.yaml"), "--only", "shapes"] + reach)
        #expect(check.status == 0, "\(check.errors)")

        let first = try ["alpha", "beta"].map(process)
        #expect(try script("start-workers", options).status == 0)
        #expect(eventually { slots(reach) == [1, 2] }, "a second start replaces the first")
        #expect(eventually(within: 5) { !first.contains(where: ProcessTable.isAlive) })

        let workers = try ["alpha", "beta"].map(process)
        let family = workers + workers.flatMap(ProcessTable.descendants)
        #expect(family.count == 2 + 3)
        let stopped = try script("stop-workers", [])
        #expect(stopped.status == 0, "\(stopped.text)")
        #expect(eventually(within: 5) { !family.contains(where: ProcessTable.isAlive) })
        #expect(eventually(within: 5) { slots(reach) == [] })
        for host in ["alpha", "beta"] {
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(host)/tmp")
            #expect(left == [])
        }
    }

    @Test func `keys arrive readable by their owner alone`() throws {
        chmod(keys + "/worker.key", 0o644)
        _ = try script("start-workers", ["tcp://127.0.0.1:1", "--keys", keys, "--program", "/no"])
        for (name, mode) in [("keys", 0o700), ("keys/worker.key", 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: "\(folder)/alpha/.preflight/\(name)")
            #expect(attributes[.posixPermissions] as? Int == mode)
        }
    }

    @Test func `a host whose worker does not start is named with the worker's own words`() throws {
        let answer = try script(
            "start-workers", ["tcp://127.0.0.1:1", "--program", "/no/preflight"])
        #expect(answer.status == 1)
        #expect(answer.text.contains("beta: worker NOT started"), "\(answer.text)")
        #expect(answer.text.contains("/no/preflight"))
    }

    @Test func `stop-workers leaves a stranger alone that has the old number`() throws {
        let stranger = Process()
        stranger.executableURL = URL(filePath: "/bin/sleep")
        stranger.arguments = ["600"]
        try stranger.run()
        // A test's thread blocks every other signal, and what it starts inherits that.
        defer { kill(stranger.processIdentifier, SIGKILL) }
        for host in ["alpha", "beta"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(host)/.preflight", withIntermediateDirectories: true)
            try "\(stranger.processIdentifier)\n".write(
                toFile: "\(folder)/\(host)/.preflight/worker.pid", atomically: true,
                encoding: .utf8)
        }
        #expect(try script("stop-workers", []).status == 0)
        #expect(stranger.isRunning)
    }

    private func process(_ host: String) throws -> Int32 {
        let text = try String(
            contentsOfFile: "\(folder)/\(host)/.preflight/worker.pid", encoding: .utf8)
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// The workers' slots as the coordinator sees them, fewest first.
    private func slots(_ reach: [String]) -> [Int]? {
        guard let answer = try? Preflight.run(["status", "--json"] + reach),
            let object = try? JSONSerialization.jsonObject(with: Data(answer.output.utf8)),
            let workers = (object as? [String: Any])?["workers"] as? [[String: Any]]
        else { return nil }
        return workers.compactMap { $0["slots"] as? Int }.sorted()
    }

    private func script(
        _ name: String, _ arguments: [String]
    ) throws -> (status: Int32, text: String) {
        let process = Process()
        let file = URL(filePath: folder).appending(path: "words")
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        process.executableURL = URL(filePath: Preflight.root + "deploy/ssh/" + name)
        process.arguments = [folder + "/hosts"] + arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SSH": folder + "/ssh"]) { $1 }
        let words = try FileHandle(forWritingTo: file)
        process.standardOutput = words
        process.standardError = words
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: file, encoding: .utf8))
    }
}
