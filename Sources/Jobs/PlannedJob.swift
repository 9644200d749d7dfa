/// One unit of a run, planned by the client or by a job of the run.
public struct PlannedJob: Hashable, Sendable, Codable {
    /// `initial-loss`, `training`, `trial/17`: unique in the run, never a position. A job planned
    /// by another begins with that one's name and `/`.
    public var name: String
    public var work: JobWork
    /// The checks whose findings this job brings, in report order; empty for a trial.
    public var checks: [String]
    /// 0 no step, 1 few steps, 2 some thousand steps, 3 several short trainings.
    public var tier: Int
    /// Expected seconds on one slot, roughly: only their order matters.
    public var expectedCost: Double
    /// Jobs that this one waits for; where one of them has a failed finding, this one is held back.
    /// For one that plans, its judge is waited for. A name that no earlier job has is passed over.
    public var heldBackBy: [String]
    /// A trial's values; empty for a check, which uses the defaults.
    public var parameters: [String: ParameterValue]
    /// Keys the job's random draws; nil: its name.
    public var stream: String?
    /// Changes of the experiment's specification, in order.
    public var edits: [Edit]
    /// Earlier jobs whose outcomes it is given: jobs of the submission, its planner and that one's
    /// planners, and earlier jobs of the same plans.
    public var reads: [JobRead]
    /// Whether its outcome may be a plan; one of a job that does not say so is refused.
    public var plans: Bool
    /// The search whose leading trials a job of ``JobWork/repeats`` plans; nil for any other.
    public var search: SearchPlan?

    /// Whether an outcome is of a kind that the job may have; a plan is looked at by itself.
    public func fits(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .failure, .plan: true
        case .trial: work == .trial
        case .probe: work == .probe
        case .findings(let findings):
            (work == .checks || work == .judge) && findings.map(\.check).sorted() == checks.sorted()
        }
    }

    /// The first of its checks that failed by an outcome, which holds others back.
    public func failedCheck(_ outcome: Outcome) -> String? {
        guard case .findings(let findings) = outcome else { return nil }
        return checks.first { check in
            findings.contains { $0.check == check && $0.verdict == .failed }
        }
    }

    /// Bytes that a job's JSON may have, so that it fits a message together with its outcome.
    public static let sizeLimit = 32 << 10

    public init(
        name: String, work: JobWork? = nil, checks: [String] = [], tier: Int = 0,
        expectedCost: Double = 1, heldBackBy: [String] = [],
        parameters: [String: ParameterValue] = [:], stream: String? = nil, edits: [Edit] = [],
        reads: [JobRead] = [], plans: Bool = false, search: SearchPlan? = nil
    ) {
        self.name = name
        self.work = work ?? (checks.isEmpty ? .trial : .checks)
        self.checks = checks
        self.tier = tier
        self.expectedCost = expectedCost
        self.heldBackBy = heldBackBy
        self.parameters = parameters
        self.stream = stream
        self.edits = edits
        self.reads = reads
        self.plans = plans
        self.search = search
    }
}
