/// One unit of a run, as the client plans it.
public struct PlannedJob: Hashable, Sendable, Codable {
    /// `initial-loss`, `training`, `trial/17`: unique in the run, never a position.
    public var name: String
    /// The checks whose findings this job brings, in report order; empty for a trial.
    public var checks: [String]
    /// 0 no step, 1 few steps, 2 some thousand steps, 3 several short trainings.
    public var tier: Int
    /// Expected seconds on one slot, roughly: only their order matters.
    public var expectedCost: Double
    /// Jobs that this one waits for; where one of them has a failed finding, this one is held back.
    public var heldBackBy: [String]
    /// A trial's values; empty for a check, which uses the defaults.
    public var parameters: [String: ParameterValue]

    public init(
        name: String, checks: [String] = [], tier: Int = 0, expectedCost: Double = 1,
        heldBackBy: [String] = [], parameters: [String: ParameterValue] = [:]
    ) {
        self.name = name
        self.checks = checks
        self.tier = tier
        self.expectedCost = expectedCost
        self.heldBackBy = heldBackBy
        self.parameters = parameters
    }
}
