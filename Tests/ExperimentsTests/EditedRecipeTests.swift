import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Tensors
import Testing
import Training

/// A recipe with edits: built anew from the edited specification, the same data and the same keys.
@Suite struct EditedRecipeTests {
    private func recipe(_ change: (inout ExperimentSpecification) -> Void = { _ in }) throws
        -> Recipe
    {
        let url = ExampleTests.root.appending(path: "examples/digits/cnn.yaml")
        let file = try ExperimentFile(contentsOf: url.path)
        var specification = file.defaults
        change(&specification)
        var data = try ExperimentData(
            specification.data, seed: 1,
            files: ExperimentFiles(of: file, in: url.deletingLastPathComponent()))
        data.training = data.training.subset(rows: Array(0..<64))
        return Recipe(specification, data: data, seed: 1, job: "trial/3")
    }

    private func weights(_ recipe: Recipe) -> [[UInt32]] {
        recipe.network().parameters.map { $0.parameter.value.scalars.map(\.bitPattern) }
    }

    @Test func `an initialization seed draws the initial weights anew and nothing else`() throws {
        let own = try recipe()
        let other = try own.applying([.initializationSeed(5)])
        let same = try recipe().applying([.initializationSeed(5)])
        #expect(weights(own) == weights(try recipe()))
        #expect(weights(own)[0] != weights(other)[0])
        #expect(weights(other) == weights(same))
        for purpose in ["order", "dropout", "augmentation", "sample"] {
            #expect(own.key(purpose) == other.key(purpose))
        }
        #expect(own.training.inputs.scalars == other.training.inputs.scalars)
    }

    @Test func `edits change loss, order and layers of a recipe`() throws {
        let other = try recipe().applying([
            .set(.loss, key: "label-smoothing", value: .scalar(.real(0.1))),
            .switchOff(.shuffling), .removeLayer(at: "1"),
        ])
        #expect((other.loss as? CrossEntropy)?.labelSmoothing == 0.1)
        if case .shuffled(_) = other.order { Issue.record("the rows are still shuffled") }
        #expect(other.specification.model.count == (try recipe().specification.model.count) - 1)
    }

    @Test func `edits that do not fit the recipe's data are said`() throws {
        let own = try recipe()
        let flatten = try #require(own.specification.model.firstIndex { $0.kind == "flatten" })
        let error = #expect(throws: EditError.self) {
            try own.applying([.removeLayer(at: "\(flatten)")])
        }
        #expect(error?.message.contains("put flatten before it") == true)
        #expect(throws: EditError.self) { try own.applying([.normalize(.none)]) }
    }

    @Test func `a recipe runs as a trial, and diverges as one`() throws {
        let result = try recipe { $0.training.epochs = 1 }.trial()
        #expect(result.state == .completed && result.history.count == 1)
        let fast = try recipe { $0.training.epochs = 1 }.applying([
            .switchOff(.clipping),
            .replace(
                .optimizer,
                with: ComponentSpecification(
                    kind: "sgd", settings: ["learning-rate": .scalar(.real(1e30))])),
        ])
        #expect(try fast.trial().state == .infeasible)
    }
}
