import Experiments
import Checks
import Foundation
import Jobs
import Testing

/// What every check must hold to: pass where all is sound, raise its sabotage, survive encoding.
@Suite struct CheckTests {
    /// Each check with a sound experiment that it has something to say about.
    static let sound =
        data + structure + firstPass + oneStep + oneBatch + rates + baselines + monitors

    @Test func `every check has a sound experiment here, and a sabotage if it can fail`() {
        #expect(Set(Self.sound.map(\.0)) == Set(CheckRegistry.stock.names))
        let shown = [
            "generalisation-gap", "prediction-dynamics", "first-layer", "model-summary", "inputs",
            "initial-variance", "prior-bias",
        ]
        #expect(
            Set(Sabotage.all.map(\.check) + shown) == Set(CheckRegistry.stock.names))
    }

    @Test(arguments: sound)
    func `a check passes a sound experiment`(_ check: String, _ file: String) throws {
        var subject = try Recipe.sample(file, job: check)
        if check == "teacher" { subject.addTeacher() }
        if check == "augmentation-agreement" { subject.transform = { batch, _, _ in batch } }
        if check == "reduced-precision" { subject.specification.training.precision = .bf16 }
        if check == "clipping" { subject.specification.training.clipNorm = 5 }
        if check == "reference-result" { subject.expect(score: 0.97, within: 0.02) }
        let finding = try subject.finding(of: check)
        #expect(finding.verdict == .passed, "\(finding.evidence)")
        #expect(finding.check == check)
        #expect(finding.advice == "")
        #expect(try copy(finding) == finding)
    }

    @Test(arguments: Sabotage.all)
    func `a check raises its sabotage, with its evidence, and the finding survives encoding`(
        _ sabotage: Sabotage
    ) throws {
        let finding = try sabotage.finding()
        #expect(finding.verdict == sabotage.verdict, "\(finding.evidence)")
        #expect(finding.evidence.contains(sabotage.evidence), "\(finding.evidence)")
        #expect(finding.advice != "")
        let decoded = try copy(finding)
        #expect(decoded.verdict == finding.verdict)
        #expect(decoded.evidence == finding.evidence)
        #expect(decoded.measurements.map(\.expected) == finding.measurements.map(\.expected))
        #expect(
            decoded.measurements.map(\.value.bitPattern)
                == finding.measurements.map(\.value.bitPattern))
    }

    private func copy(_ finding: Finding) throws -> Finding {
        try CanonicalJSON.decode(Finding.self, from: CanonicalJSON.encode(finding))
    }

    @Test func `findings of one seed are equal bit for bit`() throws {
        for check in ["initial-loss", "parameters-move", "loss-decreases"] {
            let first = try Recipe.sample("ok-06", job: check).finding(of: check)
            let second = try Recipe.sample("ok-06", job: check).finding(of: check)
            #expect(try CanonicalJSON.encode(first) == CanonicalJSON.encode(second))
        }
    }
}
