import Execution
import Foundation
import Jobs
import Testing

/// The stock program makes a job's edits before it prepares the data.
@Suite struct ExperimentRunnerTests {
    private static let text = """
        experiment: small
        data: {format: synthetic, size: 40, shape: [6], classes: 2, normalize: {mean: 9, std: 3}}
        model: [{linear: 4}, relu, {linear: 2}]
        loss: cross-entropy
        optimizer: {sgd: 0.1}
        training: {epochs: 2, batch-size: 8}
        """

    /// A trial's metrics with these edits.
    private func metrics(
        _ edits: [Edit], _ runner: inout ExperimentRunner
    ) throws -> [String: Double] {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "runner-\(UUID().uuidString).yaml")
        try Data(Self.text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        var assignment = Sample.assignment("trial/0", file: "small.yaml")
        assignment.job.edits = edits
        let outcome = try runner.run(
            assignment, outcomes: [], blobs: [assignment.file: url.path], progress: {})
        guard case .trial(let result) = outcome else {
            Issue.record("no trial: \(outcome)")
            return [:]
        }
        return result.metrics
    }

    @Test func `an edit of the data is seen by its own job alone`() throws {
        var runner = ExperimentRunner()
        let plain = try metrics([], &runner)
        let edited = try metrics([.normalize(.standard)], &runner)
        #expect(plain.count == 8)
        #expect(edited != plain)
        #expect(try metrics([], &runner) == plain)
        var fresh = ExperimentRunner()
        #expect(try metrics([.normalize(.standard)], &fresh) == edited)
    }

    @Test func `every edit changes what a trial comes to`() throws {
        var runner = ExperimentRunner()
        let plain = try metrics([], &runner)
        let tanh = ComponentSpecification(kind: "tanh")
        let edits: [Edit] = [
            .set(.optimizer, key: "learning-rate", value: .scalar(.real(0.5))),
            .replace(.optimizer, with: ComponentSpecification(kind: "adam")),
            .replace(.schedule, with: ComponentSpecification(kind: "cosine")),
            .set(.loss, key: "label-smoothing", value: .scalar(.real(0.5))),
            .replace(.layer("1"), with: tanh), .insertLayer(at: "1", tanh), .removeLayer(at: "1"),
            .initializeAll(ComponentSpecification(kind: "glorot")), .switchOff(.shuffling),
            .batchSize(4), .epochs(1), .initializationSeed(77),
        ]
        for edit in edits { #expect(try metrics([edit], &runner) != plain, "\(edit)") }
    }

    @Test(arguments: [
        (Edit.removeLayer(at: "9"), "there is no layer 9"),
        (
            .set(.layer("2"), key: "features", value: .scalar(.integer(0))),
            "model[2].linear.features"
        ),
        (.insertLayer(at: "0", ComponentSpecification(kind: "max-pool2d")), "model[0].max-pool2d"),
    ])
    func `an edit that does not fit is said and no crash`(_ edit: Edit, _ words: String) throws {
        var runner = ExperimentRunner()
        let error = #expect(throws: (any Error).self) { try metrics([edit], &runner) }
        #expect("\(error!)".contains(words), "\(error!)")
    }
}
