internal import Jobs

/// Looks at what a job planned before any of it joins the run. What it says depends on the run's
/// submission and on the plans above alone, never on what else has joined the run by then.
struct PlanReview {
    /// Jobs that a run may have at most. It guards the coordinator's memory; nothing else here
    /// depends on how far the run has come.
    static let jobLimit = 2_000_000

    private let run: ActiveRun
    private let planner: Int
    private let planned: [PlannedJob]
    private let indices: [String: Int]

    init(run: ActiveRun, planner: Int, planned: [PlannedJob]) {
        self.run = run
        self.planner = planner
        self.planned = planned
        indices = Dictionary(
            planned.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private var plan: PlannedJob { run.jobs[planner].plan }

    /// The rule that the plan breaks, as a sentence; nil where it breaks none.
    var flaw: String? {
        guard plan.plans else { return "\(plan.name) does not say that it plans" }
        guard run.jobs.count + planned.count <= Self.jobLimit else {
            return "a run has at most \(Self.jobLimit) jobs"
        }
        return planned.indices.lazy.compactMap(flaw(ofJobAt:)).first ?? flawOfChecks
    }

    private func flaw(ofJobAt index: Int) -> String? {
        nameFlaw(at: index) ?? readFlaw(at: index) ?? holderFlaw(at: index)
    }

    /// A name that begins with its planner's cannot be that of another plan's job, whoever comes
    /// first, if no other job that its planner knows of lies between the two.
    private func nameFlaw(at index: Int) -> String? {
        let name = planned[index].name
        if let flaw = RunPlan.flaw(ofName: name) { return flaw }
        let start = plan.name + "/"
        guard name.hasPrefix(start), name.utf8.count > start.utf8.count else {
            return "the name \(name) does not begin with \(start)"
        }
        guard indices[name] == index, !isKnown(name) else {
            return "two jobs of the run have the name \(name)"
        }
        var part = name[...]
        while let slash = part.lastIndex(of: "/"), slash > plan.name.endIndex {
            part = part[..<slash]
            if indices[String(part)] != nil || isKnown(String(part)) {
                return "the name \(name) begins with that of the job \(part), which did not plan it"
            }
        }
        return nil
    }

    private func isKnown(_ name: String) -> Bool {
        if case .unknown = run.find(name, plannedBy: planner) { false } else { true }
    }

    private func find(_ name: String, before index: Int) -> ActiveRun.Reference {
        guard let sibling = indices[name] else { return run.find(name, plannedBy: planner) }
        return sibling < index ? .earlier(sibling) : .later
    }

    private func readFlaw(at index: Int) -> String? {
        let job = planned[index]
        guard let names = RunPlan.names(readBy: job) else { return RunPlan.flawOfReads(job) }
        return names.lazy.compactMap { name in
            switch find(name, before: index) {
            case .earlier, .planner: nil
            case .later: "\(job.name) reads \(name), which is not an earlier job"
            case .unknown: "\(job.name) reads \(name), which it cannot know of"
            }
        }.first
    }

    private func holderFlaw(at index: Int) -> String? {
        let job = planned[index]
        return job.heldBackBy.lazy.compactMap { name in
            switch find(name, before: index) {
            case .earlier, .unknown: nil
            case .planner: "\(job.name) is held back by \(name), which planned it"
            case .later: "\(job.name) is held back by \(name), which is not an earlier job"
            }
        }.first
    }

    /// Each of the planner's checks is judged by one job of its plan, and no other check is.
    private var flawOfChecks: String? {
        let judged = planned.flatMap(\.checks)
        if let other = judged.first(where: { !plan.checks.contains($0) }) {
            return "it judges \(other), which is none of \(plan.name)'s checks"
        }
        return plan.checks.lazy.compactMap { check in
            let count = judged.count { $0 == check }
            return count == 1 ? nil : "\(count) of its jobs judge \(check), not one"
        }.first
    }
}
