import Checks
import Experiments
import Foundation
import Jobs
import Testing

/// The checks of a training step, on a hand-written one and on stock recipes.
@Suite struct StepCheckTests {
    static let names = [
        "same-seed", "loss-shape", "loss-unit-test", "axes", "batch-independence",
        "evaluation-mode",
        "training-mode",
        "fresh-gradients", "update-rule", "schedule-cadence", "accumulation", "predicted-drop",
        "gradient-check", "evaluation-sums", "resume",
    ]

    /// A mistake, the check that must say it first, and its words.
    struct Expected: Sendable, CustomTestStringConvertible {
        let mistake: HandStep.Mistake
        let check: String
        let evidence: String
        var verdict = Finding.Verdict.failed
        var testDescription: String { "\(mistake)" }
    }

    static let mistakes = [
        Expected(
            mistake: .gradientsNotReset, check: "fresh-gradients",
            evidence: "gradients are not reset"),
        Expected(
            mistake: .stepBeforeBackward, check: "fresh-gradients",
            evidence: "the optimizer steps before the backward pass"),
        Expected(
            mistake: .lateReport, check: "fresh-gradients",
            evidence: "the optimizer steps before the backward pass"),
        Expected(
            mistake: .evaluationModeLeftOn, check: "training-mode",
            evidence: "evaluation mode is left on while training"),
        Expected(
            mistake: .trainingModeLeftOn, check: "evaluation-mode",
            evidence: "training mode is left on while evaluating"),
        Expected(
            mistake: .randomPrediction, check: "evaluation-mode",
            evidence: "outputs differ between two predictions"),
        Expected(
            mistake: .wrongParameters, check: "update-rule",
            evidence: "the optimizer works on other parameters"),
        Expected(
            mistake: .headAlone, check: "update-rule",
            evidence: "4 of 6 tensors have gradients and do not move in three steps, first"),
        Expected(
            mistake: .doubleStep, check: "update-rule",
            evidence: "step 1 makes 2 times the change of the declared optimizer"),
        Expected(
            mistake: .probabilities, check: "loss-unit-test",
            evidence: "probabilities are given to a loss of logits"),
        Expected(
            mistake: .broadcast, check: "loss-shape",
            evidence: "every output is compared with every target"),
        Expected(
            mistake: .targetAlone, check: "loss-unit-test",
            evidence: "a wrong class at logit 50 costs nothing"),
        Expected(
            mistake: .softmaxOverRows, check: "loss-unit-test",
            evidence: "the softmax of the loss is taken over the rows of a batch"),
        Expected(
            mistake: .noSoftmax, check: "loss-unit-test", evidence: "the loss of equal logits is"),
        Expected(
            mistake: .detachedLayer, check: "gradient-check", evidence: "the gradient of first"),
        Expected(
            mistake: .softmaxInStep, check: "loss-unit-test",
            evidence: "probabilities are given to a loss of logits: the step's loss"),
        Expected(
            mistake: .lossClipped, check: "loss-unit-test", evidence: "the loss is clipped"),
        Expected(
            mistake: .lossCutInside, check: "loss-unit-test",
            evidence: "the loss of another class at logit 50 is 8, not 50"),
        Expected(
            mistake: .penalty, check: "loss-unit-test", evidence: "but the loss of its outputs is",
            verdict: .warned),
        Expected(
            mistake: .reshaped, check: "axes",
            evidence: "a reshape stands where axes are to be permuted"),
        Expected(
            mistake: .batchSoftmax, check: "batch-independence",
            evidence: "alone gives other outputs than in the batch"),
        Expected(
            mistake: .schedulePerBatch, check: "schedule-cadence",
            evidence: "the schedule is advanced with every batch, but counts epochs"),
        Expected(
            mistake: .ascent, check: "fresh-gradients", evidence: "have the opposite sign"),
        Expected(
            mistake: .wrongDerivative, check: "predicted-drop",
            evidence: "of what the gradients promise, and a quarter of the way"),
        Expected(
            mistake: .statefulStep, check: "same-seed",
            evidence: "two trainings from one seed differ from step 1 on"),
        Expected(
            mistake: .countOutside, check: "resume",
            evidence: "behind a saved state has another loss"),
        Expected(
            mistake: .summedPrediction, check: "evaluation-sums",
            evidence: "row 0 alone is predicted otherwise than in a batch"),
        Expected(
            mistake: .halfDetached, check: "gradient-check",
            evidence: "and finite differences of the loss are"),
        Expected(
            mistake: .orderedLoss, check: "evaluation-sums",
            evidence: "61 rows have the loss"),
        Expected(
            mistake: .summedLoss, check: "accumulation",
            evidence: "the loss is not the mean over the rows that it is declared to be"),
    ]

    @Test func `every step check is in the registry, and has a mistake that it says first`() {
        #expect(StepRegistry.stock.names == Self.names)
        #expect(Set(Self.mistakes.map(\.check)) == Set(Self.names))
    }

    @Test(arguments: [HandStep.Mistake.none, .numbers], [1, 2, 3] as [UInt64])
    func `a sound step passes all of them`(_ kind: HandStep.Mistake, _ seed: UInt64) throws {
        let training = try HandTraining(kind, seed: seed)
        for finding in try StepRegistry.stock.findings(of: Self.names, in: training) {
            #expect(finding.verdict == .passed, "\(finding.check): \(finding.evidence)")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a step of the opposite sign goes uphill as well`(_ seed: UInt64) throws {
        let training = try HandTraining(.ascent, seed: seed)
        let found = try StepRegistry.stock.findings(of: ["predicted-drop"], in: training)
        #expect(found.first?.verdict == .failed)
        #expect(found.first?.evidence.contains("the first step goes uphill") == true)
    }

    @Test func `a step that declares nothing is not judged by what it might mean`() throws {
        let training = try HandTraining(.noDeclaration)
        let findings = try StepRegistry.stock.findings(of: Self.names, in: training)
        let skipped = findings.filter { $0.verdict == .skipped }.map(\.check)
        #expect(skipped == ["update-rule", "schedule-cadence"])
        #expect(findings.count { $0.verdict == .passed } == 13)
    }

    @Test(arguments: mistakes, [1, 2] as [UInt64])
    func `a mistake is named by its check, before any other`(
        _ expected: Expected, _ seed: UInt64
    ) throws {
        let training = try HandTraining(expected.mistake, seed: seed)
        let findings = try StepRegistry.stock.findings(of: Self.names, in: training)
        let first =
            findings.first { $0.verdict == .failed }
            ?? findings.first { $0.verdict == .warned }
        let all = findings.map { "\($0.check) \($0.verdict): \($0.evidence)" }.joined(
            separator: "\n")
        #expect(first?.check == expected.check, "\(all)")
        #expect(first?.verdict == expected.verdict, "\(all)")
        #expect(first?.evidence.contains(expected.evidence) == true, "\(all)")
        #expect(first?.advice != "")
    }

    @Test(arguments: [
        "ok-01", "ok-03", "ok-06", "ok-12", "ok-17", "ok-20", "ok-13", "ok-15",
        "examples/digits/cnn",
        "examples/sums/transformer",
    ])
    func `the stock recipe answers the same questions, and is not accused`(_ file: String) throws {
        let recipe = try Recipe.sample(file, job: "steps")
        for finding in try StepRegistry.stock.findings(of: Self.names, in: recipe) {
            #expect(
                finding.verdict == .passed || finding.verdict == .skipped,
                "\(finding.check) \(finding.verdict): \(finding.evidence)")
        }
    }

    @Test func `thresholds survive encoding, change the verdict and stand in the finding`() throws {
        for check in StepRegistry.stock.checks { try requireCopy(check) }
        var strict = FreshGradients()
        strict.tolerance = 1e-12
        let finding = try strict.examine(HandTraining(.none))
        #expect(finding.verdict == .warned)
        #expect(finding.thresholds["tolerance"] == 1e-12)
    }

    private func requireCopy(_ check: some StepCheck) throws {
        let bytes = try JSONEncoder().encode(check)
        #expect(try JSONDecoder().decode(type(of: check), from: bytes) == check)
    }

    @Test func `findings are the same bytes each time, and survive encoding`() throws {
        let findings = try [0, 1].map { _ in
            try StepRegistry.stock.findings(of: Self.names, in: HandTraining(.reshaped))
        }
        let bytes = try findings.map { try CanonicalJSON.encode($0) }
        #expect(bytes[0] == bytes[1])
        #expect(try CanonicalJSON.decode([Finding].self, from: bytes[0]) == findings[0])
    }

    @Test func `jobs are one for each check, and a wrong name is asked about`() throws {
        let jobs = try StepRegistry.stock.jobs(skip: ["axes"])
        #expect(jobs.map(\.name) == Self.names.filter { $0 != "axes" })
        let error = #expect(throws: CheckError.self) {
            try StepRegistry.stock.jobs(only: ["update-rul"])
        }
        #expect(error?.description.contains("\"update-rule\"?") == true)
    }
}
