import Jobs
import Randomness

/// What a planning job of a simulation plans: probes that read each other, further planners, and a
/// judge for each of its checks. Now and then it breaks a rule.
struct PlanDraw {
    let seed: UInt64
    let planner: PlannedJob

    private var depth: Int { planner.name.count { $0 == "/" } }

    func jobs(_ random: inout RandomStream) -> [PlannedJob] {
        var jobs: [PlannedJob] = []
        for index in 0..<Int(1 + random.integer(below: 4)) {
            jobs.append(probe(index, behind: jobs, &random))
        }
        for check in planner.checks {
            jobs.append(
                PlannedJob(
                    name: "\(planner.name)/judge", work: .judge, checks: [check], tier: 3,
                    reads: jobs.map { JobRead(.job($0.name)) },
                    plans: depth < 2 && random.integer(below: 4) == 0))
        }
        if random.integer(below: 10) == 0 { spoil(&jobs, &random) }
        return jobs
    }

    private func probe(
        _ index: Int, behind earlier: [PlannedJob], _ random: inout RandomStream
    ) -> PlannedJob {
        var reads = earlier.filter { _ in random.integer(below: 3) == 0 }.map {
            JobRead(.job($0.name), part: random.integer(below: 2) == 0 ? .outcome : .metric("loss"))
        }
        if random.integer(below: 4) == 0 { reads.append(JobRead(.job(planner.name))) }
        if planner.name.hasPrefix("repeat"), random.integer(below: 3) == 0 {
            reads.append(JobRead(.range(prefix: "trial/", first: 1, end: 4)))
        }
        let holders = (earlier.map(\.name) + ["left-out"]).filter { _ in
            random.integer(below: 4) == 0
        }
        return PlannedJob(
            name: "\(planner.name)/\(index)", work: .probe, tier: Int(random.integer(below: 4)),
            expectedCost: random.uniform(), heldBackBy: holders, reads: reads,
            plans: depth < 2 && random.integer(below: 3) == 0)
    }

    private func spoil(_ jobs: inout [PlannedJob], _ random: inout RandomStream) {
        switch random.integer(below: 6) {
        case 0: jobs[0].name = "elsewhere/\(planner.name)"
        case 1: jobs[0].reads.append(JobRead(.job("\(jobs[0].name)/unknown")))
        case 2: jobs[0].reads.append(JobRead(.job(jobs[jobs.count - 1].name)))
        case 3: jobs[0].heldBackBy.append(planner.name)
        case 4: jobs.append(jobs[0])
        default: jobs[0].checks.append("another")
        }
    }
}
