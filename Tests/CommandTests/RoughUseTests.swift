import Foundation
import Testing

/// What people and scripts do to a command that no manual tells them to.
@Suite struct RoughUseTests {
    private static let quick = [
        "check", Preflight.example("digits/mlp.yaml"), "--only", "schema", "--workers", "1",
    ]

    /// Runs the quick check with its standard output led elsewhere by the shell.
    private func run(_ redirection: String, _ more: String...) throws -> Preflight.Answer {
        let shell = ["bash", "-o", "pipefail", "-c", "\"$@\" \(redirection)", "bash"]
        return try Preflight.run(Self.quick + more, prefix: shell)
    }

    @Test(arguments: [">/dev/full", "| true"])
    func `a reader that has gone away ends no run`(redirection: String) throws {
        let answer = try run(redirection)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try !answer.file("report.html").isEmpty)
    }

    @Test func `a coordinator that is not there is named within seconds`() throws {
        let address = "tcp://127.0.0.1:\(Preflight.freePort())"
        let start = ContinuousClock.now
        let answer = try Preflight.run("status", "--coordinator", address)
        #expect(start.duration(to: .now) < .seconds(15))
        #expect(answer.status == 3)
        #expect(
            answer.errors.contains("no coordinator answers at \(address) (waited 5 s)"),
            "\(answer.errors)")
    }

    @Test func `a report that cannot be printed is named with its file`() throws {
        let answer = try run(">/dev/full", "--json")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("No space left on device"), "\(answer.errors)")
        #expect(answer.errors.contains("/report.json"))
        #expect(try !answer.file("report.json").isEmpty)
    }

    @Test(arguments: [
        (["--worker-timeout", "nan"], "--worker-timeout takes 0 to"),
        (["--worker-timeout", "1e300"], "--worker-timeout takes 0 to"),
        (["--worker-timeout=-1"], "--worker-timeout takes 0 to"),
        (["--keys", "keys"], "--coordinator"),
        (["--only", " , "], "--only names no check"),
        (["--numerics", "openblas/Nehalem-9"], "does not offer the numerics openblas/Nehalem-9"),
    ])
    func `a wrong option ends with exit code 2 and its name`(
        options: [String], words: String
    ) throws {
        let answer = try Preflight.run(Self.quick + options)
        #expect(answer.status == 2)
        #expect(answer.errors.contains(words), "\(answer.errors)")
    }

    @Test func `a pipe in the experiment file's place is said to be one`() throws {
        let script = "\"$0\" summary <(cat \(Preflight.example("digits/mlp.yaml")))"
        let answer = try Preflight.run([], prefix: ["bash", "-c", script])
        #expect(answer.status == 2)
        #expect(answer.errors.contains("it is a pipe or a device"), "\(answer.errors)")
    }

    @Test func `a worker's patience is a length of time`() throws {
        let answer = try Preflight.run(
            "worker", "--connect", "tcp://127.0.0.1:1", "--orphan-timeout", "inf")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("--orphan-timeout takes 0 to"), "\(answer.errors)")
    }

    @Test func `what keeps a file from being read or a folder from being made is said`() throws {
        let folder = try Preflight.run("check", Preflight.root + "examples")
        #expect(folder.status == 2)
        #expect(folder.errors.contains("Is a directory"), "\(folder.errors)")
        let taken = try Preflight.run(Self.quick + ["--output", "/dev/null"])
        #expect(taken.status == 2)
        #expect(taken.errors.contains("File exists"), "\(taken.errors)")
    }

    @Test func `a run that could not begin leaves no folder behind`() throws {
        let folder = try Preflight.temporaryFolder()
        try "".write(toFile: folder + "/digits.npz", atomically: true, encoding: .utf8)
        try FileManager.default.copyItem(
            atPath: Preflight.example("digits/mlp.yaml"), toPath: folder + "/mlp.yaml")
        let output = folder + "/reports"
        let answer = try Preflight.run("check", folder + "/mlp.yaml", "--output", output)
        #expect(answer.status == 2)
        #expect(!FileManager.default.fileExists(atPath: output))
    }
}
