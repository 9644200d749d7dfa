import Checks
import Experiments
import Foundation
import Jobs
import Networks
import Randomness
import Tensors
import Testing
import Training

/// What the checks make of an experiment that learns from a teacher.
@Suite struct DistillationCheckTests {
    /// The digits' perceptron as its own teacher's student, the teacher trained before.
    private func subject(_ job: String, weight: Double = 0.9) throws -> Recipe {
        let (plain, data) = try Recipe.experiment("examples/digits/mlp", seed: 1)
        var loop = try Recipe(plain, data: data, seed: 7, job: "train").wholeTraining()
        _ = loop.run(epochs: 5)
        var specification = plain
        specification.distillation = DistillationSpecification(
            teacher: .init(model: plain.model, weights: "teacher"), temperature: 4, weight: weight)
        return Recipe(
            specification, data: data, teacher: loop.network, seed: 1, job: job)
    }

    private static let note = "(by the targets, without the teacher)"

    @Test(arguments: CheckRegistry.stock.names)
    func `a sound student passes every check`(_ check: String) throws {
        let finding = try subject(check).finding(of: check)
        #expect(finding.verdict == .passed || finding.verdict == .skipped, "\(finding.evidence)")
        let isAlone = [
            "initial-loss", "overfit-one-batch", "label-permutation", "beats-constant",
            "beats-linear", "input-matters", "capacity-by-width", "features-learned", "enough-data",
        ].contains(check)
        #expect(finding.evidence.contains(Self.note) == isAlone, "\(finding.evidence)")
    }

    @Test func `a teacher alone, without a share of the targets, teaches`() throws {
        let subject = try subject("training", weight: 1)
        let finding = try subject.finding(of: "loss-decreases")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
        let scores = finding.series.first { $0.name == "validation-accuracy" }
        #expect(scores?.y.last ?? 0 > 0.85)
    }

    @Test func `a training leaves the teacher as it was`() throws {
        let subject = try subject("train")
        let teacher = try #require(subject.distillation?.teacher)
        let before = teacher.parameters.map(\.parameter.value.scalars)
        var loop = try subject.wholeTraining()
        _ = loop.run(epochs: 1)
        #expect(teacher.parameters.map(\.parameter.value.scalars) == before)
        #expect(loop.network.parameters.map(\.name) == teacher.parameters.map(\.name))
    }

    @Test func `a network that puts out another shape than its teacher is refused`() throws {
        var subject = try subject("shapes")
        let last = subject.specification.model.count - 1
        subject.specification.model[last].settings["features"] = .scalar(.integer(12))
        #expect(
            subject.objection == "the teacher puts out [10] for each row, but the network [12]")
        #expect(throws: RecipeError.self) { try subject.wholeTraining() }
    }
}
