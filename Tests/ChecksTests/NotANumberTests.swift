import Checks
import Datasets
import Experiments
import Jobs
import Testing

/// What checks say of data that are no numbers: a share or a multiple of NaN is none.
@Suite struct NotANumberTests {
    /// A sound experiment with something in it that is no number.
    private static func broken(_ kind: String, job: String) throws -> Recipe {
        var recipe = try Recipe.sample(
            kind.hasPrefix("targets") ? "ok-21" : "examples/digits/mlp", job: job)
        switch kind {
        case "inputs NaN": recipe.mark(rows: 5, with: .nan)
        case "inputs infinite": recipe.mark(rows: 5, with: .infinity)
        case "all inputs NaN":
            recipe.trainingData.inputs = recipe.trainingData.inputs.map { _ in Float.nan }
        case "targets NaN", "targets infinite":
            guard case .values(var values, width: let width) = recipe.trainingData.targets else {
                fatalError("the sample's targets are no numbers")
            }
            for index in 0..<5 { values[index] = kind == "targets NaN" ? .nan : .infinity }
            recipe.trainingData = recipe.trainingData.with(.values(values, width: width))
        default: fatalError("nobody knows \(kind)")
        }
        recipe.training = recipe.trainingData.examples
        return recipe
    }

    static let kinds = [
        "inputs NaN", "inputs infinite", "all inputs NaN", "targets NaN", "targets infinite",
    ]

    private static func expectSense(_ finding: Finding) {
        for text in [finding.evidence, finding.advice] {
            #expect(
                !text.contains(/factor of -?(NaN|Infinity)|-?(NaN|Infinity) times/),
                "\(finding.check): \(text)")
        }
    }

    @Test(arguments: kinds)
    func `no finding multiplies by what is no number`(_ kind: String) throws {
        let recipe = try Self.broken(kind, job: "training")
        for finding in recipe.watched(by: CheckRegistry.stock.monitors, steps: 40) {
            Self.expectSense(finding)
        }
        for check in CheckRegistry.stock.examinations where check.tier < 2 {
            let recipe = try Self.broken(kind, job: check.name)
            // What a schema failure would hold back is asked all the same: by itself it may be.
            if let finding = try? check.answer(recipe) { Self.expectSense(finding) }
        }
    }

    @Test(arguments: ["inputs NaN", "targets infinite"])
    func `a loss that starts as no number is named as that`(_ kind: String) throws {
        let finding = try Self.broken(kind, job: "initial-loss").finding(of: "initial-loss")
        #expect(finding.verdict == .failed)
        #expect(finding.evidence.contains(/NaN|infinit|Infinity/), "\(finding.evidence)")
    }
}
