import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Testing
import Training

/// What an evaluation says of weights, with the intervals of its numbers.
@Suite struct EvaluationTests {
    private static func judged(_ name: String, epochs: Int) throws -> (JudgedForm, Recipe) {
        let recipe = try Recipe.sample(name, job: "evaluate")
        var loop = try recipe.wholeTraining()
        _ = loop.run(epochs: epochs)
        let found = try recipe.evaluate([loop.network.snapshot()])
        return (JudgedForm("as trained", found, of: recipe), recipe)
    }

    @Test func `a share's interval is Wilson's, a loss's Student's of the rows' losses`() throws {
        let (judged, recipe) = try Self.judged("examples/digits/mlp", epochs: 2)
        let (metrics, count) = (judged.metrics, recipe.validation.count)
        let right = (0..<10).reduce(0) { $0 + metrics.confusion[$1 * 11] }
        let wilson = Statistics.wilson(successes: right, of: count, z: 1.959964)
        let accuracy = try #require(metrics.interval("accuracy"))
        #expect(abs(accuracy.lowerBound - wilson.lowerBound) < 1e-9)
        #expect(abs(accuracy.upperBound - wilson.upperBound) < 1e-9)
        let seven = metrics.classes[7]
        let own = Statistics.wilson(successes: seven.right, of: seven.actual, z: 1.959964)
        let recall = metrics.interval(ofShare: try #require(seven.recall))
        #expect(abs(own.lowerBound - recall.lowerBound) < 1e-9)

        var loop = try recipe.wholeTraining()
        _ = loop.run(epochs: 2)
        let outputs = loop.objective.outputs(recipe.validation.inputs)
        let losses = (0..<count).map { row in
            recipe.loss(
                outputs.sliced(axis: 0, row..<(row + 1)), recipe.validation.rows([row]).targets
            ).item()
        }
        // The quantile of Student's t with 358 degrees of freedom, by SciPy.
        let reach = 1.966613 * Statistics.deviation(losses) / Double(count).squareRoot()
        let loss = try #require(metrics.interval("loss"))
        #expect(abs(loss.upperBound - loss.lowerBound - 2 * reach) < 1e-4 * reach)
        #expect(abs((loss.upperBound + loss.lowerBound) / 2 - judged.evaluation.loss) < 1e-9)
    }

    @Test(arguments: ["examples/digits/mlp", "examples/breast-cancer/mlp", "examples/shapes/unet"])
    func `every number has an interval that holds it`(_ name: String) throws {
        let (judged, _) = try Self.judged(name, epochs: 1)
        #expect(judged.names.count == 6 && judged.notes.isEmpty)
        for metric in judged.names {
            let range = try #require(judged.metrics.interval(metric), "\(metric)")
            let value = try #require(judged.metrics.values[metric]).value
            #expect(range.contains(value) && range.lowerBound < range.upperBound, "\(metric)")
        }
    }

    @Test func `weights that learned pass, those that did not are warned of`() throws {
        let (learned, _) = try Self.judged("examples/breast-cancer/mlp", epochs: 3)
        #expect(learned.finding("evaluation").verdict == .passed)
        let (fresh, _) = try Self.judged("examples/digits/lstm", epochs: 0)
        let finding = fresh.finding("evaluation")
        #expect(finding.verdict == .warned)
        #expect(finding.evidence.contains("the best constant answer 0.1"), "\(finding.evidence)")
        #expect(finding.pictures.count == 1)
        #expect(finding.tables.count == 2)
    }

    @Test func `the largest confusions are named, equal ones in the classes' order`() throws {
        var tally = EpochTally(CrossEntropy(), metrics: true)
        let given: [Int] = [0, 1, 1, 2, 0, 2, 2, 1, 1]
        tally.add(
            loss: 0,
            outputs: Tensor(
                given.flatMap { given in (0..<3).map { $0 == given ? 1.0 : 0 } }, shape: [9, 3]),
            targets: .classes([0, 0, 0, 0, 1, 1, 2, 2, 2]), judged: 9, rows: 9)
        let metrics = try #require(tally.evaluation.metrics)
        let confusion = try #require(Confusion(metrics))
        #expect(confusion.counts == [1, 2, 1, 1, 0, 1, 0, 2, 1])
        let pairs = confusion.largest(3)
        #expect(pairs.map(\.actual) == [0, 2, 0])
        #expect(pairs.map(\.given) == [1, 1, 2])
        #expect(pairs.map(\.count) == [2, 2, 1])
        #expect(abs(pairs[1].share - 2.0 / 3) < 1e-12)
        let recipe = try Recipe.sample("examples/digits/mlp", job: "evaluate")
        #expect(
            confusion.sentence(ClassLabels(recipe.validationData))
                == "most often confused: 0 taken for 1 (2 of 4), 2 taken for 1 (2 of 3), "
                + "0 taken for 2 (1 of 4)")
    }

    /// Of 40 answers that are all right an interval of 95 % leaves 91 % to 100 %.
    @Test func `a perfect score has an interval too`() throws {
        var tally = EpochTally(CrossEntropy(), metrics: true)
        let classes = (0..<40).map { Int32($0 % 2) }
        tally.add(
            loss: 0,
            outputs: Tensor(
                classes.flatMap { [$0 == 0 ? 1.0 : 0, $0 == 1 ? 1 : 0] }, shape: [40, 2]),
            targets: .classes(classes), judged: 40, rows: 40)
        let metrics = try #require(tally.evaluation.metrics)
        for name in ["accuracy", "precision", "recall", "f1", "auc"] {
            let range = try #require(metrics.interval(name), "\(name)")
            #expect(range.upperBound == 1, "\(name)")
            #expect(abs(range.lowerBound - 0.91238) < 1e-4, "\(name)")
        }
    }
}
