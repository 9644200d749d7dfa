import Checks
import Experiments
import Foundation
import Jobs
import Testing

/// No check fails on a healthy experiment, of whatever kind, and hardly one warns.
///
/// Every test run takes one seed of every fifth experiment. `ZOO_SEEDS=1,2,3,4,5 swift test -c
/// release --filter ZooTests` takes all of them with these seeds, and `ZOO_FOLDER` keeps the files.
@Suite struct ZooTests {
    struct Run: Sendable, CustomTestStringConvertible {
        let experiment: ZooExperiment
        let seed: UInt64
        var testDescription: String { "\(experiment.name) seed \(seed)" }
    }

    private static let environment = ProcessInfo.processInfo.environment

    static let runs: [Run] = {
        let seeds = environment["ZOO_SEEDS"]?.split(separator: ",").compactMap { UInt64($0) }
        return ZooExperiment.all.enumerated().flatMap { index, experiment in
            (seeds ?? (index % 5 == 0 ? [1] : [])).map { Run(experiment: experiment, seed: $0) }
        }
    }()

    private static let folder: URL = {
        let kept = environment["ZOO_FOLDER"].map { URL(filePath: $0) }
        let folder =
            kept ?? FileManager.default.temporaryDirectory.appending(path: "zoo-\(UUID())")
        do { try ZooExperiment.write(to: folder) } catch { fatalError("the zoo: \(error)") }
        return folder
    }()

    @Test func `the zoo has more than forty experiments of many kinds`() {
        #expect(ZooExperiment.all.count > 40)
        #expect(Set(ZooExperiment.all.map(\.name)).count == ZooExperiment.all.count)
    }

    @Test(arguments: runs)
    func `no check fails on a healthy experiment`(_ run: Run) throws {
        let path = Self.folder.appending(path: "\(run.experiment.name).yaml").path
        let file = try ExperimentFile(contentsOf: path)
        let files = try ExperimentFiles(of: file, in: Self.folder)
        let data = try ExperimentData(file.defaults.data, seed: run.seed, files: files)
        var inProcess = InProcessRun((file.defaults, data), seed: run.seed)
        for job in try CheckPlan.jobs() {
            for finding in inProcess.findings(of: job) {
                let words = "\(finding.check) \(finding.verdict): \(finding.evidence)"
                #expect([.passed, .skipped, .warned].contains(finding.verdict), "\(words)")
                if finding.verdict == .warned { print("warned \(run): \(words)") }
            }
        }
    }
}
