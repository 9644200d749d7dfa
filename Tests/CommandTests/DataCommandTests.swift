import Foundation
import Testing

/// `preflight data`, of experiments and of bare files.
@Suite(.serialized) struct DataCommandTests {
    private func data(_ arguments: String...) throws -> (Preflight.Answer, [String: String]) {
        let folder = try Preflight.temporaryFolder()
        let answer = try Preflight.run(
            ["data"] + arguments + ["--json", "--output", folder + "/o"])
        let object = try? JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        let findings = (object as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        var verdicts: [String: String] = [:]
        for finding in findings {
            verdicts[finding["check"] as? String ?? ""] = finding["verdict"] as? String
        }
        return (answer, verdicts)
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = try Preflight.temporaryFolder() + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `an experiment's data pass, and no network is asked`() throws {
        let (answer, verdicts) = try data(Preflight.example("digits/mlp.yaml"))
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(verdicts["schema"] == "passed")
        #expect(verdicts["initial-loss"] == nil)
        #expect(!verdicts.values.contains("failed"))
    }

    @Test func `an archive's arrays are told by their names, and said`() throws {
        let (answer, verdicts) = try data(Preflight.example("digits/digits.npz"))
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.errors.contains("the array \"labels\", 10 classes"), "\(answer.errors)")
        #expect(verdicts["labels"] == "passed")
    }

    @Test func `a table with a missing value fails and names its column`() throws {
        let rows = (0..<60).map { "\($0 % 7).5,\($0 == 40 ? "" : "\($0 * 13 % 29)"),\($0 % 2)" }
        let table = try file("t.csv", "a,b,label\n" + rows.joined(separator: "\n") + "\n")
        let (answer, verdicts) = try data(table)
        #expect(answer.status == 1)
        #expect(verdicts["schema"] == "failed")
        #expect(answer.errors.contains("1 in \"b\", first in"), "\(answer.errors)")
        #expect(answer.errors.contains("the targets are the column \"label\", 2 classes"))
    }

    @Test func `what can't be told is asked for`() throws {
        let unknown = try data(try file("x.foo", "1 2 3"))
        #expect(unknown.0.status == 2)
        #expect(unknown.0.errors.contains("kind of data file"), "\(unknown.0.errors)")
        let missing = try data("/nowhere/x.csv")
        #expect(missing.0.status == 2)
        #expect(missing.0.errors.contains("is not there"))
    }
}
