import Foundation
import SchemaValidation
import Testing

/// What real runs leave is what `preflight report --schema` says.
@Suite struct SchemaCommandTests {
    private static let faults = Preflight.root + "Tests/ChecksTests/Faults/edit-25.yaml"

    @Test(arguments: [
        ["check", Preflight.example("digits/mlp.yaml"), "--only", "initial-loss,schema"],
        ["check", faults, "--only", "initial-loss"],
        ["search", Preflight.example("digits/mlp.yaml"), "--trials", "3"],
    ])
    func `what a run leaves is valid and holds no nameless value`(words: [String]) throws {
        let answer = try Preflight.run(words)
        for name in ["report", "execution"] {
            let schema = try Preflight.run("report", "--schema", name)
            #expect(schema.status == 0, "\(schema.errors)")
            let document = try answer.file("\(name).json")
            let validator = try SchemaValidator(Data(schema.output.utf8))
            #expect(try validator.objections(to: document) == [])
            #expect(!String(decoding: document, as: UTF8.self).contains("\"_0\""))
        }
    }

    @Test func `nested brackets in a file of trials are the user's error`() throws {
        let folder = try Preflight.temporaryFolder()
        for name in ["mlp.yaml", "digits.npz"] {
            try FileManager.default.copyItem(
                atPath: Preflight.example("digits/\(name)"), toPath: "\(folder)/\(name)")
        }
        let file = folder + "/mlp.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("{trials: 60,", with: "{trials-from: t.json,")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        for depth in [513, 100_000] {
            try String(repeating: "[", count: depth)
                .write(toFile: folder + "/t.json", atomically: true, encoding: .utf8)
            let answer = try Preflight.run("search", file)
            #expect(answer.status == 2, "\(answer.errors)")
            #expect(answer.errors.contains("nests more than 64"), "\(answer.errors)")
        }
    }
}
