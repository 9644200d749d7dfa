import Experiments
import Foundation
import Jobs
import Testing

@Suite struct ExampleTests {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Every experiment file of the project, relative to its root.
    static let files = ["examples", "Tests/ChecksTests/Faults"].flatMap { folder in
        let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") }
            .map { "\(folder)/\($0)" }
    }.sorted()

    private func read(_ path: String) throws -> ExperimentFile {
        try ExperimentFile(contentsOf: Self.root.appending(path: path).path)
    }

    @Test func `the examples and the planted faults are found`() {
        #expect(Self.files.count >= 25)
    }

    @Test(arguments: files)
    func `every example is sound, and its layers fit its data`(_ path: String) throws {
        let file = try read(path)
        #expect(file.warnings == [])
        let data = file.defaults.data
        let shapes = ["csv": [30], "idx": [28, 28, 1]]
        let named = ["circles": [2], "parabola": [1], "shapes.npz": [16, 16, 1], "sums": [32]]
        let given = named.first { data.path.contains($0.key) }?.value ?? shapes[data.format]
        let digits = data.settings["layout"] == nil ? [8, 8, 1] : [8, 8]
        try file.checkShapes(inputShape: data.shape ?? given ?? digits)
        let bytes = try CanonicalJSON.encode(file.defaults)
        #expect(
            try CanonicalJSON.decode(ExperimentSpecification.self, from: bytes) == file.defaults)
    }

    @Test(arguments: files)
    func `an example's data lie where it says, unless a package installs them`(
        _ path: String
    ) throws {
        let folder = Self.root.appending(path: path).deletingLastPathComponent()
        let experiment = try read(path)
        // A teacher is trained first.
        let made = experiment.defaults.distillation?.teacher.weights
        for file in experiment.dataPaths where !file.hasPrefix("/") && file != made {
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: file).path))
        }
    }

    @Test func `the sweep lists its 64 trials exactly`() throws {
        let file = try read("examples/digits/sweep.yaml")
        guard case .list(let trials)? = file.searchPlan?.trials else {
            Issue.record("no list")
            return
        }
        #expect(trials.count == 64)
        #expect(
            trials[0] == [
                "learning-rate": .real(0.03530585630408593), "width": .integer(32),
                "weight-decay": .real(1.1999049779393503e-05), "batch-size": .integer(16),
                "dropout": .real(0.008263817764264547),
            ])
        for trial in trials {
            let found = try file.specification(trial)
            #expect(found.training.batchSize == trial["batch-size"]?.number.map { Int($0) })
            #expect(found.training.epochs == 20)
            #expect(found.data == file.defaults.data)
        }
        #expect(file.dataPaths == ["digits.npz", "sweep-validation.npy"])
    }

    @Test func `a fault's file differs from the sound one in what its name says`() throws {
        let sound = try read("Tests/ChecksTests/Faults/ok-01.yaml").defaults
        let divided = try read("Tests/ChecksTests/Faults/edit-39.yaml").defaults
        #expect(divided.data.settings == ["divide-targets": .scalar(.integer(255))])
        #expect(divided.model == sound.model)
        let frozen = try read("Tests/ChecksTests/Faults/edit-08.yaml").defaults
        #expect(
            frozen.model.map { $0.settings["frozen"] == .scalar(.flag(true)) }
                == [true, false, true, false, false])
    }
}
