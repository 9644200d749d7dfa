import Foundation
import Testing

/// `preflight diagnose`, of logs as files.
@Suite(.serialized) struct DiagnoseCommandTests {
    private func file(_ name: String, _ text: String) throws -> String {
        let path = try Preflight.temporaryFolder() + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func diagnose(_ arguments: String...) throws -> Preflight.Answer {
        try Preflight.run(["diagnose"] + arguments)
    }

    /// A log in which the loss falls to a level, and then something else happens.
    private func log(_ name: String, _ tail: [String] = [], to level: Double = 0.2) throws -> String
    {
        let rows =
            (0..<30).map { "\($0),\(level + 2 * exp(-Double($0) / 5))" }
            + tail.enumerated().map { "\(30 + $0),\($1)" }
        return try file(name, "epoch,loss\n" + rows.joined(separator: "\n") + "\n")
    }

    @Test func `a sound log passes, and its curve is shown`() throws {
        let answer = try diagnose(try log("a.csv"))
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.contains("training loss (loss)"))
        #expect(answer.output.contains("█"))
        #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        let page = String(decoding: try answer.file("report.html"), as: UTF8.self)
        #expect(page.contains("<svg") && page.contains("what was read"))
    }

    @Test func `NaN fails with its line, in every form`() throws {
        let path = try log("b.csv", ["nan", "nan", "nan"])
        let answer = try diagnose(path, "--json", "--format", "text,markdown,junit,github")
        #expect(answer.status == 1, "\(answer.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        let findings = (object as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        #expect(findings.map { $0["check"] as? String }.contains("finite-loss"))
        for form in ["report.txt", "report.md", "report.junit.xml", "report.github.txt"] {
            let text = String(decoding: try answer.file(form), as: UTF8.self)
            #expect(text.contains("finite-loss"), "\(form)")
            let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(joined.contains("NaN at epoch 30, line 32"), "\(form)")
        }
        let text = String(decoding: try answer.file("report.txt"), as: UTF8.self)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `the same logs give the same bytes, and warnings count where asked`() throws {
        let paths = try [log("c.csv"), log("d.csv", to: 0.25), log("e.csv", ["0", "0", "0", "0"])]
        let answers = try (0..<2).map { _ in
            try Preflight.run(["diagnose"] + paths)
        }
        #expect(answers[0].status == 0)
        #expect(try answers[0].file("report.json") == answers[1].file("report.json"))
        #expect(answers[0].output.contains("in 1 of 3 files: e.csv: the last 4 values"))
        #expect(try diagnose(paths[2], "--strict").status == 1)
    }

    @Test func `what is no log is refused with code 2`() throws {
        let cases: [(arguments: [String], words: String)] = [
            (["/nowhere/x.csv"], "is not there"),
            ([try Preflight.temporaryFolder()], "is a folder: name the log in it"),
            ([try file("empty.csv", "")], "empty.csv: found nothing"),
            ([try file("x.csv", "epoch,alpha\n1,2\n")], "no column of losses"),
            ([try file("y.csv", "epoch,loss\n1,2\n2,3,4\n")], "y.csv, line 3: found 3 cells"),
            ([try log("z.csv"), "--loss", "los"], "did you mean \"loss\""),
            ([try log("z.csv"), "--format", "jsn"], "did you mean \"json\""),
        ]
        for (arguments, words) in cases {
            let answer = try Preflight.run(["diagnose"] + arguments)
            #expect(answer.errors.contains(words), "\(answer.errors)")
            #expect([2, 64].contains(answer.status), "\(answer.status)")
        }
    }
}
