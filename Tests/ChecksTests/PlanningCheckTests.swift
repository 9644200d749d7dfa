import Checks
import Experiments
import Foundation
import Jobs
import Testing

/// The checks that spread their trainings over jobs of their own.
@Suite struct PlanningCheckTests {
    private func job(_ check: String) throws -> PlannedJob {
        try #require(CheckPlan.jobs(only: [check]).first)
    }

    /// A recipe that does not memorise a batch: its learning rate is far too low.
    private func slow(_ seed: UInt64) throws -> InProcessRun {
        var experiment = try Recipe.experiment("ok-02", seed: seed)
        experiment.0.optimizer.settings["learning-rate"] = .scalar(.real(1e-9))
        return InProcessRun(experiment, seed: seed)
    }

    @Test func `such a job says that it may plan, and no other does`() throws {
        let planning = try CheckPlan.jobs().filter(\.plans).map(\.name)
        #expect(
            planning == [
                "overfit-one-batch", "label-permutation", "short-trainings", "reference-result",
            ])
    }

    @Test func `permutations are one probe each, and the judge finds what one process finds`()
        throws
    {
        var run = InProcessRun(try Recipe.experiment("ok-20", seed: 3), seed: 3)
        let findings = run.findings(of: try job("label-permutation"))
        let names = run.outcomes.map(\.job.name)
        #expect(
            names == ["label-permutation"] + (0...19).map { "label-permutation/\($0)" }
                + ["label-permutation/judge"])
        #expect(run.outcomes.dropFirst().allSatisfy { $0.job.stream == "label-permutation" })
        #expect(run.outcomes.last?.job.reads.count == 20)
        let alone = try Recipe.sample("ok-20", job: "label-permutation", seed: 3)
            .finding(of: "label-permutation")
        #expect(try CanonicalJSON.encode(findings) == CanonicalJSON.encode([alone]))
        #expect(alone.verdict == .passed)
    }

    @Test func `a batch that its own recipe memorises needs no plan`() throws {
        var run = InProcessRun(try Recipe.experiment("ok-02", seed: 1), seed: 1)
        #expect(run.findings(of: try job("overfit-one-batch")).map(\.verdict) == [.passed])
        #expect(run.outcomes.count == 1)
    }

    @Test func `other recipes are all tried where the own one misses, and judged in order`() throws
    {
        var run = try slow(1)
        let findings = run.findings(of: try job("overfit-one-batch"))
        #expect(
            run.outcomes.map(\.job.name).map { $0.split(separator: "/").last ?? "" } == [
                "overfit-one-batch", "own", "own-optimizer", "sgd", "four-times-as-wide",
                "judge",
            ])
        #expect(findings.map(\.verdict) == [.warned])
        #expect(
            findings.first?.evidence.contains(
                "; with a learning rate of 0.003 they are memorised in")
                == true)
        var alone = try Recipe.sample("ok-02", job: "overfit-one-batch")
        alone.learningRate = 1e-9
        #expect(try alone.finding(of: "overfit-one-batch") == findings.first)
    }

    @Test(arguments: ["own", "sgd"])
    func `a probe that dies is the judge's error, with its reason`(_ probe: String) throws {
        var run = try slow(1)
        run.crashing = ["overfit-one-batch/\(probe)"]
        let findings = run.findings(of: try job("overfit-one-batch"))
        #expect(findings.map(\.verdict) == [.error])
        #expect(
            findings.first?.evidence
                == "overfit-one-batch/\(probe) could not be measured: signal 11")
        #expect(findings.first?.advice != "")
    }

    @Test func `a probe whose edit does not fit is the judge's error, and says where`() throws {
        var run = try slow(1)
        guard
            case .plan(var jobs) = try ExperimentJob.outcome(
                try job("overfit-one-batch"), run.specification, data: run.data, seed: 1,
                progress: {})
        else {
            Issue.record("no plan")
            return
        }
        jobs[1].edits = [.removeLayer(at: "77")]
        let findings = jobs.flatMap { run.findings(of: $0) }
        #expect(findings.map(\.verdict) == [.error])
        #expect(findings.first?.evidence.contains("there is no layer 77") == true)
    }

    @Test func `probes and judges of checks that plan none are refused`() throws {
        let experiment = try Recipe.experiment("ok-02", seed: 1)
        for job in [
            PlannedJob(name: "schema/x", work: .probe),
            PlannedJob(name: "schema/judge", work: .judge, checks: ["schema"]),
            PlannedJob(name: "label-permutation/20", work: .probe),
        ] {
            #expect(throws: CheckError.self) {
                try ExperimentJob.outcome(
                    job, experiment.0, data: experiment.1, seed: 1, progress: {})
            }
        }
    }

    @Test func `a planning job's own edits are made for all that it plans`() throws {
        var planner = try job("label-permutation")
        planner.edits = [.batchSize(7)]
        planner.stream = "other"
        let experiment = try Recipe.experiment("ok-20", seed: 3)
        let outcome = try ExperimentJob.outcome(
            planner, experiment.0, data: experiment.1, seed: 3, progress: {})
        guard case .plan(let jobs) = outcome else {
            Issue.record("no plan")
            return
        }
        #expect(jobs.allSatisfy { $0.edits == [.batchSize(7)] && $0.stream == "other" })
    }
}
