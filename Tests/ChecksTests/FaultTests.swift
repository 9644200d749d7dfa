import Checks
import Experiments
import Foundation
import Jobs
import Testing

/// The planted faults and the sound networks of the folder `Faults`, over several seeds.
@Suite struct FaultTests {
    struct Expected: Sendable, CustomTestStringConvertible {
        let file: String
        let check: String
        let verdict: Finding.Verdict
        let evidence: String
        var testDescription: String { "\(file) \(check)" }

        init(
            _ file: String, _ check: String, _ verdict: Finding.Verdict, _ evidence: String
        ) {
            self.file = file
            self.check = check
            self.verdict = verdict
            self.evidence = evidence
        }
    }

    static let faults = [
        Expected("edit-08", "parameters-move", .warned, "frozen at random initial weights"),
        Expected("edit-11", "gradients-exist", .failed, "exactly 0"),
        Expected("edit-12", "initial-loss", .warned, "excess"),
        Expected("edit-12", "forward-signal", .warned, "times from the input to layer 0"),
        Expected("edit-13", "forward-signal", .failed, "times from the input to the last layer"),
        Expected("edit-14", "backward-signal", .failed, "the gradient at layer 0 is"),
        Expected("edit-25", "loss-reduction", .warned, "the loss is summed over the rows"),
        Expected("edit-28", "feature-scale", .warned, "off scale"),
        Expected("edit-28", "initial-loss", .warned, "excess"),
        Expected("edit-30", "feature-scale", .warned, "off scale"),
        Expected("edit-30", "initial-loss", .warned, "excess"),
        Expected("edit-37", "clipping", .warned, "100 % of the steps are clipped"),
        Expected("edit-39", "labels", .failed, "all training rows have the same label, 0"),
    ]

    static func files(_ prefix: String) -> [String] {
        let folder = Recipe.root.appending(path: "Tests/ChecksTests/Faults").path
        let found = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (found ?? []).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".yaml") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    @Test func `every planted fault has its check`() {
        #expect(Set(Self.faults.map(\.file)) == Set(Self.files("edit-")))
        #expect(Self.files("ok-").count == 10)
    }

    @Test(arguments: faults, [1, 2, 3] as [UInt64])
    func `a planted fault is raised by its check`(_ fault: Expected, _ seed: UInt64) throws {
        let finding = try Recipe.sample(fault.file, job: fault.check, seed: seed)
            .finding(of: fault.check)
        // Where a short training decides, some seeds fail what others warn of.
        #expect(
            [fault.verdict, .failed].contains(finding.verdict), "\(finding.evidence)")
        #expect(finding.evidence.contains(fault.evidence), "\(finding.evidence)")
    }

    @Test(arguments: files("ok-"), [1, 2, 3] as [UInt64])
    func `no check fails a sound network, and none warns`(_ file: String, _ seed: UInt64) throws {
        var run = InProcessRun(try Recipe.experiment(file, seed: seed), seed: seed)
        for job in try CheckPlan.jobs() {
            let findings = run.findings(of: job)
            #expect(findings.map(\.check) == job.checks)
            for finding in findings {
                #expect(
                    finding.verdict == .passed || finding.verdict == .skipped,
                    "\(finding.check) \(finding.verdict): \(finding.evidence)")
            }
        }
    }
}
