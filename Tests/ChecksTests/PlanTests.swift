import Experiments
import Checks
import Jobs
import Testing

@Suite struct PlanTests {
    @Test func `all checks make one job each; baselines share one, and monitors`() throws {
        let jobs = try CheckPlan.jobs()
        let alone = CheckRegistry.stock.examinations.filter { !($0 is any Baseline) }
        let shared = ["short-trainings", "training"]
        #expect(jobs.map(\.name).filter { !shared.contains($0) } == alone.map { $0.name })
        #expect(jobs.count == alone.count + shared.count)
        #expect(jobs.flatMap(\.checks) == CheckRegistry.stock.names)
        #expect(Set(CheckRegistry.stock.names).count == CheckRegistry.stock.names.count)
    }

    @Test func `no more checks share the level of chance than it is divided by`() {
        let names = CheckRegistry.stock.names + StepRegistry.stock.names
        #expect(Set(names).count <= Significance.checks)
    }

    @Test func `only what makes an answer meaningless holds a job back, never a symptom`() throws {
        let jobs = try CheckPlan.jobs()
        for job in jobs where job.tier >= 2 || job.name == "training" {
            #expect(job.heldBackBy == ["schema", "labels", "shapes"])
        }
        #expect(jobs.first { $0.name == "schema" }?.heldBackBy == [])
        #expect(jobs.first { $0.name == "shapes" }?.heldBackBy == ["labels"])
    }

    @Test func `a choice of checks changes nothing else in the jobs that remain`() throws {
        let chosen = try CheckPlan.jobs(only: ["initial-loss", "clipping", "schema"])
        #expect(chosen.map(\.name) == ["schema", "initial-loss", "training"])
        #expect(chosen[2].checks == ["clipping"])
        #expect(chosen[1].heldBackBy == ["schema"])
        let rest = try CheckPlan.jobs(skip: ["clipping", "schema"])
        #expect(
            rest.flatMap(\.checks)
                == CheckRegistry.stock.names.filter { !["clipping", "schema"].contains($0) })
    }

    @Test(arguments: ["determinism", "same-seed", "mode-toggles"])
    func `a check that is a part of the self-test says so`(_ name: String) {
        let error = #expect(throws: CheckError.self) { try CheckPlan.jobs(only: [name]) }
        #expect(
            error?.description
                == "there is no check \"\(name)\": it is a part of \"engine-self-test\"")
    }

    @Test func `an unknown check is named, with the nearest that there is`() {
        let error = #expect(throws: CheckError.self) { try CheckPlan.jobs(only: ["inital-loss"]) }
        #expect(error?.description.contains("there is no check \"inital-loss\"") == true)
        #expect(error?.description.contains("\"initial-loss\"?") == true)
        #expect(throws: CheckError.self) {
            try CheckPlan.jobs(only: ["schema"], skip: ["schema"])
        }
    }

    @Test func `targets that no loss can judge are an error and not a trap`() throws {
        let (specification, data) = try Recipe.experiment("ok-01", seed: 1)
        var narrow = specification
        narrow.model[2].settings["features"] = .scalar(.integer(9))
        for job in try CheckPlan.jobs() where job.tier >= 2 {
            #expect(throws: RecipeError.self) {
                try ExperimentJob.outcome(job, narrow, data: data, seed: 1, progress: {})
            }
        }
    }

    @Test func `the scale of inputs is judged whatever the targets`() throws {
        let (specification, data) = try Recipe.experiment("ok-01", seed: 1)
        var narrow = specification
        narrow.model[2].settings["features"] = .scalar(.integer(9))
        let job = try #require(CheckPlan.jobs(only: ["feature-scale"]).first)
        let outcome = try ExperimentJob.outcome(
            job, narrow, data: data, seed: 1, progress: {})
        var verdicts: [Finding.Verdict] = []
        if case .findings(let findings) = outcome { verdicts = findings.map(\.verdict) }
        #expect(verdicts == [.passed])
    }
}
