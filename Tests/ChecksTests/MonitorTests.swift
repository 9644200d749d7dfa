import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Testing

/// Monitors that are told a training step by step, and what trials carry of them.
@Suite struct MonitorTests {
    @Test func `windows above the minimum that are not in a row are no divergence`() throws {
        let made = MadeTraining { step in
            let window = Int(step) / 10
            return [4, 8, 12, 16].contains(window) ? 0.45 : 0.1
        }
        let finding = try made.finding(of: "stability")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
        let longest = finding.measurements.first { $0.name.hasPrefix("windows in a row") }
        #expect(longest?.value == 1)
    }

    @Test func `gradients that vanish and gradients that explode have each their own advice`()
        throws
    {
        let vanishing = try Recipe.sample("edit-14", job: "backward-signal")
            .finding(of: "backward-signal")
        #expect(vanishing.verdict == .failed)
        #expect(vanishing.advice.hasPrefix("Gradients vanish: use relu"))
        var recipe = try Recipe.sample("ok-01", job: "backward-signal")
        let loud = SettingValue.component(
            ComponentSpecification(kind: "normal", settings: ["deviation": .scalar(.real(3))]))
        let hidden = ComponentSpecification(
            kind: "linear", settings: ["features": .scalar(.integer(64)), "initializer": loud])
        let relu = ComponentSpecification(kind: "relu")
        recipe.specification.model =
            [hidden, relu, hidden, relu, hidden, relu] + recipe.specification.model.suffix(1)
        let exploding = try recipe.finding(of: "backward-signal")
        #expect(exploding.verdict == .failed, "\(exploding.evidence)")
        #expect(exploding.advice.hasPrefix("Gradients explode: initialise smaller"))
    }

    @Test func `a long training is remembered in bounded space, by its means`() throws {
        let made = MadeTraining(150_000) { 2 - 1e-5 * $0 }
        let finding = try made.finding(of: "loss-decreases")
        #expect(finding.verdict == .passed)
        let curve = try #require(finding.series.first)
        #expect(curve.x.count == 100)
        #expect(abs((curve.x.last ?? 0) - 149_250) < 10)
        #expect(abs((curve.y.last ?? 0) - (2 - 1.4925)) < 1e-3)
        #expect(finding.evidence.contains("over 150000 steps"))
    }

    @Test func `batches in which nothing counts are named, and judged by no more`() throws {
        let made = MadeTraining { Int($0) % 3 == 0 ? 0 : 1.5 }.with {
            $0.judged = { $0 % 3 == 0 ? 0 : 4 }
        }
        let finding = try made.finding(of: "stability")
        #expect(finding.verdict == .passed)
        #expect(
            finding.evidence.hasSuffix(
                "; the batches of 67 steps held nothing that counts (steps 1, 4, 7, 10, 13, …)"))
    }

    @Test func `a step that is not finite is traced to its layer`() throws {
        var recipe = try Recipe.sample("ok-01", job: "stability")
        recipe.rebuild { layers in layers + [Exploding()] }
        let finding = try recipe.finding(of: "stability")
        #expect(finding.verdict == .failed)
        #expect(finding.evidence.contains("first in layer 3 (Exploding)"), "\(finding.evidence)")
    }

    @Test func `a trial carries what its monitors found wrong`() throws {
        var (specification, data) = try Recipe.experiment("ok-01", seed: 1)
        specification.training.epochs = 8
        #expect(try trial(specification, data).findings == [])
        specification.optimizer.settings["learning-rate"] = .scalar(.real(1e-9))
        let slow = try trial(specification, data)
        let named = Set(slow.findings.map(\.check))
        #expect(named.isSubset(of: ["loss-decreases", "update-ratio", "plateau", "underfit"]))
        #expect(slow.findings.first?.verdict == .warned)
        #expect(slow.findings.first?.check == "update-ratio", "the cause")
        let symptom = slow.findings.first { $0.check == "loss-decreases" }
        #expect(symptom?.evidence.hasPrefix("no fall beyond noise") == true)
    }

    private func trial(
        _ specification: ExperimentSpecification, _ data: ExperimentData
    ) throws -> TrialResult {
        let outcome = try ExperimentJob.outcome(
            PlannedJob(name: "trial/0"), specification, data: data, seed: 1, progress: {})
        guard case .trial(let result) = outcome else { throw CheckError("no trial") }
        return result
    }

    @Test func `what a trial carries is cut to its limit, failures first`() throws {
        let findings = (0..<20).map { number in
            Finding(
                check: "check-\(number)", verdict: number % 2 == 0 ? .warned : .failed,
                verifies: "", expected: "", evidence: String(repeating: "−", count: 300))
        }
        let carried = TrialFinding.fitting(findings)
        #expect(carried.first?.check == "check-1")
        #expect(carried.first?.evidence.hasSuffix("…") == true)
        let bytes = try CanonicalJSON.encode(carried).count
        #expect(bytes <= 512 && bytes > 256)
        #expect(TrialFinding.fitting([]).isEmpty)
        var caused = Array(findings[1...3])
        caused[1].explains = ["check-1", "check-3"]
        #expect(TrialFinding.fitting(caused).first?.check == "check-2")
    }
}

/// Puts out infinities.
private struct Exploding: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { input * 1e30 * 1e30 }
}
