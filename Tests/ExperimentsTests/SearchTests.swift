import Experiments
import Foundation
import Jobs
import Testing

@Suite struct SearchTests {
    private func plan(_ search: String, files: [String: String] = [:]) throws -> SearchPlan? {
        let text = WrongFile.sound.replacing("search: {trials: 4}", with: search)
        return try ExperimentFile(text: text, path: "f") { Data((files[$0] ?? "").utf8) }.searchPlan
    }

    private static let trials: [[String: ParameterValue]] = [
        ["rate": .real(0.5), "width": .integer(8)], ["rate": .real(0.25), "width": .integer(12)],
    ]

    @Test func `without a section 60 trials maximize the validation accuracy`() throws {
        let found = try plan("")
        #expect(found?.trials == .random(60))
        #expect(found?.metric == "validation-accuracy")
        #expect(found?.goal == .maximize)
    }

    @Test(arguments: [
        ("validation-loss", SearchPlan.Goal.minimize), ("training-loss", .minimize),
        ("validation-accuracy", .maximize), ("training-accuracy", .maximize),
        ("validation-f1", .maximize), ("validation-auc", .maximize),
    ])
    func `the goal follows from the metric`(_ metric: String, _ goal: SearchPlan.Goal) throws {
        #expect(try plan("search: {metric: \(metric)}")?.goal == goal)
    }

    @Test(arguments: [
        "search: {trials: [{rate: 0.5, width: 8}, {rate: 0.25, width: 12}]}",
        "search: {trials-from: t.json}", "search: {trials-from: t.csv}",
    ])
    func `trials may be listed here, in JSON or in a table`(_ search: String) throws {
        let files = [
            "t.json": #"[{"rate": 0.5, "width": 8.0}, {"rate": 0.25, "width": 12}]"#,
            "t.csv": "rate, width\r\n0.5,8\n0.25, 12\n\n",
        ]
        let found = try plan(search, files: files)
        #expect(found?.trials == .list(Self.trials))
        #expect(found?.defaultsTrial == nil, "a list stays as it is")
    }

    @Test func `a search that draws begins with the file's own defaults`() throws {
        for section in ["", "search: {trials: 4}"] {
            let found = try plan(section)
            #expect(found?.defaultsTrial == 0)
            #expect(Set(found?.defaults?.keys ?? [:].keys) == Set(found?.space.map(\.name) ?? []))
            #expect(found?.defaults?["rate"] == .real(0.1))
        }
    }

    @Test func `the leading trials are repeated where the file says so`() throws {
        #expect(try plan("search: {trials: 4}")?.repeats == nil)
        let found = try plan("search: {trials: 9, repeat: 3x7}")
        #expect(found?.repeats == RepeatCount(trials: 3, seeds: 7))
    }

    @Test(arguments: [("5", "found 5"), ("5x1", "found \"5x1\""), ("[5, 5]", "found a list")])
    func `repeats that are none are refused`(_ text: String, _ words: String) throws {
        let errors = try #require(throws: ExperimentErrors.self) {
            try plan("search: {repeat: \(text)}")
        }
        #expect("\(errors)".contains("search.repeat: \(words)"), "\(errors)")
        #expect("\(errors)".contains("such as 5x5"), "\(errors)")
    }

    @Test func `a worker reads the file without its trials`() throws {
        let text = WrongFile.sound.replacing("trials: 4", with: "trials-from: t.json")
        #expect(try ExperimentFile(text: text, path: "f").searchPlan == nil)
    }

    @Test(arguments: [
        ("t.json", "", "not a JSON list of objects such as [{\"learning-rate\": 0.1}, …]"),
        ("t.json", "[]", "holds no trial"),
        ("t.json", "[{\"rate\": [1]}]", "trial 0, rate: not a JSON list"),
        (
            "t.json", "[{}, {\"rte\": 1}]",
            "trial 1: unknown parameter \"rte\"; did you mean \"rate\"?"
        ),
        ("t.csv", "rate\n1\n1,2\n", "line 3: found 2 values; allowed: 1, as many as names"),
        ("t.csv", "rate,rate\n", "line 1: allowed: the parameters' names, each once"),
        ("t.csv", "rate\n01\n", "line 2, rate: found \"01\"; allowed: a number"),
        (
            "t.csv", "rate\n0.1\n-1\n",
            "found -1 (the value of ${rate}); allowed: a number above 0; "
                + "trial 1 has rate = -1"
        ),
    ])
    func `what is wrong in a file of trials is said`(
        _ name: String, _ content: String, _ expected: String
    ) {
        let text = WrongFile.sound.replacing("trials: 4", with: "trials-from: \(name)")
        let found = messages(about: text) { _ in Data(content.utf8) }
        #expect(found.count == 1)
        #expect(found.first?.contains(expected) == true, "\(found)")
    }

    @Test(arguments: [513, 100_000])
    func `nested brackets in a file of trials or in a description are an error`(depth: Int) {
        let nested = String(repeating: "[", count: depth)
        let text = WrongFile.sound.replacing("trials: 4", with: "trials-from: t.json")
        let found = messages(about: text) { _ in Data(nested.utf8) }
        #expect(found.first?.contains("nests more than 64 brackets") == true, "\(found)")
        let lists = String(repeating: "- ", count: depth)
        for value in [nested, "\n  " + lists + "x", String(repeating: "{a: ", count: depth)] {
            let text = WrongFile.sound.replacing("search: {trials: 4}", with: "search: \(value)")
            #expect(!messages(about: text).isEmpty)
        }
    }

    @Test func `a file of trials that is not there is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "e.yaml")
        let text = WrongFile.sound.replacing("trials: 4", with: "trials-from: t.csv")
        try Data(text.utf8).write(to: path)
        #expect {
            try ExperimentFile(contentsOf: path.path)
        } throws: {
            "\($0)".contains("e.yaml:21:23: search.trials-from: cannot read \"t.csv\"")
        }
        try Data("rate\n0.5\n".utf8).write(to: folder.appending(path: "t.csv"))
        let found = try ExperimentFile(contentsOf: path.path).searchPlan
        #expect(found?.trials == .list([["rate": .real(0.5)]]))
    }

    @Test func `regression is judged by r2 or the loss`() throws {
        let text = WrongFile.sound
            .replacing("cross-entropy", with: "mse").replacing("  classes: 10\n", with: "")
        #expect(try ExperimentFile(text: text, path: "f").searchPlan?.metric == "validation-loss")
        let wrong = text.replacing("trials: 4", with: "metric: validation-accuracy")
        #expect(
            messages(about: wrong) == [
                "20:18: search.metric: found \"validation-accuracy\" (allowed: validation-loss, "
                    + "validation-r2, validation-mae, training-loss)"
            ])
        let distance = text.replacing("trials: 4", with: "metric: validation-mae")
        #expect(try ExperimentFile(text: distance, path: "f").searchPlan?.goal == .minimize)
    }
}
