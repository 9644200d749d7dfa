import Foundation
import Testing

@Suite(.serialized) struct CheckCommandTests {
    private static let digits = Preflight.example("digits/digits.npz")

    @Test func `a sound experiment passes with exit code 0 and three files`() throws {
        let answer = try Preflight.run("check", Preflight.example("digits/mlp.yaml"))
        #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
        for name in ["report.json", "report.html", "execution.json"] {
            #expect(try !answer.file(name).isEmpty)
        }
        let report = try JSONSerialization.jsonObject(with: answer.file("report.json"))
        let findings = try #require((report as? [String: Any])?["findings"] as? [[String: Any]])
        #expect(findings.count >= 25)
        #expect(!findings.contains { $0["verdict"] as? String == "failed" })
        #expect(answer.output.contains("initial-loss"))
    }

    @Test func `--json prints the report's own bytes and keeps words off standard output`() throws {
        let answer = try Preflight.run(
            "check", Preflight.example("digits/mlp.yaml"), "--only", "initial-loss", "--json")
        #expect(try Data(answer.output.utf8) == answer.file("report.json"))
        #expect(answer.status == 0)
    }

    @Test func `a failing check ends with exit code 1 and its advice`() throws {
        let faults = Preflight.root + "Tests/ChecksTests/Faults/edit-25.yaml"
        let answer = try Preflight.run("check", faults, "--only", "loss-reduction")
        #expect(answer.status == 1)
        #expect(answer.output.contains("summed"))
    }

    @Test func `--only and the number of workers change no byte of a finding`() throws {
        let whole = try Preflight.run(
            "check", Preflight.example("digits/mlp.yaml"), "--skip",
            "label-permutation,overfit-one-batch", "--workers", "2")
        let one = try Preflight.run(
            "check", Preflight.example("digits/mlp.yaml"), "--only", "forward-signal", "--workers",
            "1")
        #expect(try finding("forward-signal", whole) == finding("forward-signal", one))
    }

    private func finding(_ name: String, _ answer: Preflight.Answer) throws -> NSDictionary {
        let report = try JSONSerialization.jsonObject(with: answer.file("report.json"))
        let findings = try #require((report as? [String: Any])?["findings"] as? [[String: Any]])
        return try #require(findings.first { $0["check"] as? String == name }) as NSDictionary
    }

    @Test func `a wrong file ends with exit code 2 and names line, key and the right word`() throws
    {
        let folder = try Preflight.temporaryFolder()
        let text = try String(contentsOfFile: Preflight.example("digits/mlp.yaml"), encoding: .utf8)
            .replacing("optimizer:", with: "optimiser:")
        let path = folder + "/wrong.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let answer = try Preflight.run("check", path)
        #expect(answer.status == 2)
        #expect(answer.errors.contains("wrong.yaml:"))
        #expect(answer.errors.contains("did you mean \"optimizer\""), "\(answer.errors)")
    }

    @Test func `missing data and unknown checks are the user's input`() throws {
        let folder = try Preflight.temporaryFolder()
        let path = folder + "/lost.yaml"
        try FileManager.default.copyItem(atPath: Preflight.example("digits/mlp.yaml"), toPath: path)
        let lost = try Preflight.run("check", path)
        #expect(lost.status == 2)
        #expect(lost.errors.contains("digits.npz"), "\(lost.errors)")
        let unknown = try Preflight.run(
            "check", Preflight.example("digits/mlp.yaml"), "--only", "inital-loss")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("initial-loss"))
    }

    @Test func `stopping at the first failure gives the same bytes for any number of workers`()
        throws
    {
        let faults = Preflight.root + "Tests/ChecksTests/Faults/edit-25.yaml"
        let words = ["check", faults, "--stop-at-first", "--workers"]
        let one = try Preflight.run(words + ["1"])
        let two = try Preflight.run(words + ["2"])
        #expect(one.status == 1 && two.status == 1, "\(one.errors)")
        #expect(try one.file("report.json") == two.file("report.json"))
        #expect(one.output.contains("The run was stopped at the first failure."))
        #expect(!one.output.contains("cancelled before"), "\(one.output)")
    }

    @Test func `what the file accepts counts for nothing, and a warning counts where it is to`()
        throws
    {
        let folder = try Preflight.temporaryFolder()
        let path = folder + "/known.yaml"
        let faults = Preflight.root + "Tests/ChecksTests/Faults/edit-25.yaml"
        let text = try String(contentsOfFile: faults, encoding: .utf8)
            .replacing("../../../examples/digits/digits.npz", with: Self.digits)
        try (text + "\naccept: {loss-reduction: summed on purpose}\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        let answer = try Preflight.run("check", path, "--only", "loss-reduction", "--strict")
        #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
        #expect(answer.output.contains("summed on purpose"))
        let wrong = try Preflight.run("check", faults, "--suite", "quick", "--only", "*-los")
        #expect(wrong.status == 2 && wrong.errors.contains("did you mean \"initial-loss\""))
    }

    @Test func `the first form goes to standard output, each into a file`() throws {
        let words = ["check", Preflight.example("digits/mlp.yaml"), "--only", "schema", "--format"]
        let answer = try Preflight.run(words + ["junit,github", "--format", "markdown"])
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try Data(answer.output.utf8) == answer.file("report.junit.xml"))
        #expect(answer.output.contains("<testcase") && answer.errors.contains("schema"))
        #expect(try answer.file("report.github.txt").isEmpty)
        #expect(try !answer.file("report.md").isEmpty && !answer.file("report.html").isEmpty)
        let text = try Preflight.run(words + ["text"])
        #expect(text.output.contains("measured") && !text.errors.contains("schema"))
        let wrong = try Preflight.run(words + ["jnit"])
        #expect(wrong.status == 2 && wrong.errors.contains("did you mean \"junit\""))
    }
}
