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
        #expect(answer.errors.contains("1 in \"b\", first in line 42"), "\(answer.errors)")
        #expect(answer.errors.contains("the targets are the column \"label\", 2 classes"))
    }

    @Test func `lines of JSON are read with their keys, and a null is named by its line`() throws {
        let rows = (0..<60).map {
            "{\"a\": \($0 % 7), \"b\": \($0 == 40 ? "null" : "\($0 * 13 % 29)"), "
                + "\"label\": \"\($0 % 2 == 0 ? "even" : "odd")\"}"
        }
        let (answer, verdicts) = try data(
            try file("t.jsonl", rows.joined(separator: "\n") + "\n"))
        #expect(answer.status == 1)
        #expect(verdicts["schema"] == "failed")
        #expect(answer.errors.contains("the targets are the key \"label\", 2 classes"))
        #expect(answer.errors.contains("1 in \"b\", first in line 41"), "\(answer.errors)")
    }

    @Test func `bare IDX files find their labels and held-out rows, alone and by their folder`()
        throws
    {
        let folder = try Preflight.temporaryFolder()
        for (name, rows) in [("train", 80), ("t10k", 40)] {
            let pixels = (0..<rows * 16).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 7 / 5) }
            try write([0, 0, 8, 3], [rows, 4, 4], pixels, "\(folder)/\(name)-images-idx3-ubyte")
            try write(
                [0, 0, 8, 1], [rows], (0..<rows).map { UInt8($0 % 4) },
                "\(folder)/\(name)-labels-idx1-ubyte")
        }
        for path in [folder, folder + "/train-images-idx3-ubyte"] {
            let (answer, verdicts) = try data(path)
            #expect(
                answer.errors.contains(
                    "the targets are train-labels-idx1-ubyte, 4 classes, of the inputs "
                        + "train-images-idx3-ubyte"), "\(answer.errors)")
            #expect(answer.errors.contains("validation rows are t10k-images-idx3-ubyte"))
            #expect(verdicts["schema"] == "passed")
            #expect(verdicts["labels"] == "passed")
        }
    }

    private func write(
        _ head: [UInt8], _ shape: [Int], _ values: [UInt8], _ path: String
    ) throws {
        var bytes = head
        for extent in shape { bytes += [0, 0, UInt8(extent / 256), UInt8(extent % 256)] }
        try Data(bytes + values).write(to: URL(filePath: path))
    }

    @Test func `folders of pictures are told apart from no data, with what to do`() throws {
        let folder = try Preflight.temporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder + "/cats", withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: folder + "/cats/a.png"))
        let (answer, _) = try data(folder)
        #expect(answer.status == 2)
        #expect(answer.errors.contains("holds pictures such as cats/a.png"), "\(answer.errors)")
        #expect(answer.errors.contains("glob.glob(\"\(folder)/*/*\")"), "\(answer.errors)")

        let above = (folder as NSString).deletingLastPathComponent
        let name = (folder as NSString).lastPathComponent
        let outer = try Preflight.temporaryFolder()
        try FileManager.default.moveItem(atPath: "\(above)/\(name)", toPath: outer + "/train")
        let (nested, _) = try data(outer)
        #expect(nested.errors.contains("glob(\"\(outer)/train/*/*\")"), "\(nested.errors)")

        let (flat, _) = try data(outer + "/train/cats")
        #expect(flat.status == 2)
        #expect(flat.errors.contains("a folder of its name"), "\(flat.errors)")
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
