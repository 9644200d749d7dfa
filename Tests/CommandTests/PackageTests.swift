import Foundation
import Testing

/// What deploy/ makes and says beside the job scripts.
@Suite struct PackageTests {
    @Test func `the Debian package holds executable, units, manual and what it depends on`() throws
    {
        let folder = try Preflight.temporaryFolder()
        // Any executable that needs no Swift library stands in: a static build takes minutes.
        let built = try run(
            "deploy/debian/build-package", "--executable", "/bin/true", "--version", "1.2.3",
            "--output", folder)
        #expect(built.status == 0, "\(built.text)")
        let package = built.text.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(package.hasPrefix(folder) && package.contains("preflight_1.2.3_"))
        let control = try command("dpkg-deb", "--info", package)
        #expect(control.status == 0)
        #expect(control.text.contains("Depends: libc6 (>= "))
        let tree = folder + "/tree"
        #expect(try command("dpkg-deb", "--extract", package, tree).status == 0)
        for path in [
            "usr/bin/preflight", "lib/systemd/system/preflight-coordinator.service",
            "lib/systemd/system/preflight-worker@.service", "usr/lib/sysusers.d/preflight.conf",
            "usr/share/man/man1/preflight.1.gz", "usr/share/doc/preflight/copyright",
            "usr/share/preflight/deploy/slurm/options.bash",
        ] {
            #expect(FileManager.default.fileExists(atPath: "\(tree)/\(path)"), "\(path)")
        }
    }

    @Test func `an executable that needs Swift's libraries is refused by name`() throws {
        let built = try run(
            "deploy/debian/build-package", "--executable", Preflight.executable, "--output",
            try Preflight.temporaryFolder())
        #expect(built.status == 2)
        #expect(built.text.contains("libswift"), "\(built.text)")
    }

    /// systemd's own `verify` knows more, and is not on every machine.
    @Test func `every option that a unit or a manifest gives is one that the command has`() throws {
        let help = try ["coordinator", "worker", "status"].map {
            try Preflight.run("help", $0).output
        }
        for (file, commands) in [
            ("systemd/preflight-coordinator.service", help[0]),
            ("systemd/preflight-worker@.service", help[1]),
            ("kubernetes/coordinator.yaml", help[0] + help[2]),
            ("kubernetes/workers.yaml", help[1]),
        ] {
            let text = try String(
                contentsOfFile: Preflight.root + "deploy/" + file, encoding: .utf8)
            let lines = text.split(separator: "\n").filter {
                $0.hasPrefix("ExecStart=") || $0.contains("- --") || $0.contains("command: [")
            }
            let options = lines.joined(separator: " ").matches(of: /--[a-z-]+/).map { $0.output }
            #expect(options.count >= 2, "\(file)")
            for option in options { #expect(commands.contains(option), "\(file): \(option)") }
        }
    }

    @Test func `a worker's end means to systemd and Kubernetes what it means`() throws {
        let unit = try String(
            contentsOfFile: Preflight.root + "deploy/systemd/preflight-worker@.service",
            encoding: .utf8)
        for line in [
            "Type=notify", "SuccessExitStatus=75", "RestartPreventExitStatus=2 69",
            "Restart=on-failure", "KillMode=mixed", "OOMPolicy=continue",
        ] {
            #expect(unit.contains("\n\(line)\n"), "\(line)")
        }
    }

    private func run(_ script: String, _ arguments: String...) throws -> (
        status: Int32, text: String
    ) {
        try command([Preflight.root + script] + arguments)
    }

    private func command(_ words: String...) throws -> (status: Int32, text: String) {
        try command(words)
    }

    private func command(_ words: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal"] + words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
