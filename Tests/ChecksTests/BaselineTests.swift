import Checks
import Experiments
import Foundation
import Jobs
import Testing

/// The checks that share one short training of the recipe.
@Suite struct BaselineTests {
    private static let names = [
        "beats-constant", "beats-linear", "input-matters", "capacity-by-width",
    ]

    private func job(_ checks: [String]) throws -> PlannedJob {
        let jobs = try CheckPlan.jobs(only: checks)
        try #require(jobs.count == 1)
        return jobs[0]
    }

    private func run(
        _ checks: [String], of file: String, features: Int? = nil
    ) throws -> (run: InProcessRun, findings: [Finding]) {
        var experiment = try Recipe.experiment(file, seed: 1)
        if let features {
            experiment.0.model[0].settings["features"] = .scalar(.integer(features))
        }
        var run = InProcessRun(experiment, seed: 1)
        let findings = run.findings(of: try job(checks))
        return (run, findings)
    }

    @Test func `one job answers them all where the training is sound`() throws {
        let (run, findings) = try run(Self.names, of: "ok-01")
        #expect(run.outcomes.map(\.job.name) == ["short-trainings"])
        #expect(findings.map(\.check) == Self.names)
        #expect(findings.allSatisfy { $0.verdict == .passed })
    }

    @Test func `other trainings are planned where one is not enough, and each only once`() throws {
        let (run, findings) = try run(Self.names, of: "ok-01", features: 2)
        #expect(
            run.outcomes.map(\.job.name).map { $0.split(separator: "/").last ?? "" } == [
                "short-trainings", "own-0", "own-1", "wide-0", "wide-1", "narrow-0", "judge",
            ])
        #expect(run.outcomes.allSatisfy { ($0.job.stream ?? $0.job.name) == "short-trainings" })
        #expect(findings.map(\.check) == Self.names)
        #expect(findings.map(\.verdict) == [.passed, .warned, .passed, .warned])
    }

    @Test(arguments: ["capacity-by-width", "beats-linear"])
    func `what a baseline finds depends on no other that was chosen`(_ name: String) throws {
        let all = try run(Self.names, of: "ok-01", features: 2).findings
        let alone = try run([name], of: "ok-01", features: 2).findings
        #expect(alone == all.filter { $0.check == name })
        var recipe = try Recipe.sample("ok-01", job: "short-trainings")
        recipe.specification.model[0].settings["features"] = .scalar(.integer(2))
        #expect(try [recipe.finding(of: name)] == alone)
    }

    @Test func `a training that dies is an error of each, with its reason`() throws {
        var experiment = try Recipe.experiment("ok-01", seed: 1)
        experiment.0.model[0].settings["features"] = .scalar(.integer(2))
        var run = InProcessRun(experiment, seed: 1)
        run.crashing = ["short-trainings/wide-1"]
        let findings = run.findings(of: try job(Self.names))
        #expect(findings.count == Self.names.count)
        #expect(findings.allSatisfy { $0.verdict == .error })
        #expect(
            findings[0].evidence == "short-trainings/wide-1 could not be measured: signal 11")
    }
}
