public import Experiments
public import Jobs

/// The checks of a user's own program, in the order in which reports show them.
public struct StepRegistry: Sendable {
    public let checks: [any StepCheck]

    /// Traps where two checks have one name.
    public init(_ checks: [any StepCheck]) {
        let names = checks.map { $0.name }
        if Set(names).count != names.count { fatalError("two checks have one name: \(names)") }
        self.checks = checks
    }

    /// Causes before the symptoms that they bring about: the first that fails names the mistake.
    public static let stock = StepRegistry([
        SameSeed(),
        LossShape(),
        LossUnitTest(),
        Axes(),
        BatchIndependence(),
        EvaluationMode(),
        TrainingMode(),
        FreshGradients(),
        UpdateRule(),
        ScheduleCadence(),
        Accumulation(),
        PredictedDrop(),
        GradientCheck(),
        EvaluationSums(),
        Resume(),
    ])

    /// Every check's name, in report order.
    public var names: [String] { checks.map { $0.name } }

    /// Returns the jobs for the checks chosen, one each; what a job gives does not depend on which
    /// others were chosen.
    ///
    /// - Parameters:
    ///   - only: names of the checks to run, with wildcards; empty for all.
    ///   - skip: names of the checks to leave out, with wildcards.
    /// - Throws: `CheckError` for a name that no check has, with the nearest that one has.
    public func jobs(only: [String] = [], skip: [String] = []) throws -> [PlannedJob] {
        let only = try NamePattern.names(matching: only, among: names)
        let skip = try NamePattern.names(matching: skip, among: names)
        let chosen = checks.filter {
            (only.isEmpty || only.contains($0.name)) && !skip.contains($0.name)
        }
        guard !chosen.isEmpty else { throw CheckError("no check is left to run") }
        return chosen.map { check in
            let tier = type(of: check).tier
            return PlannedJob(
                name: check.name, checks: [check.name], tier: tier,
                expectedCost: [0.01, 0.1, 3, 10][min(max(tier, 0), 3)])
        }
    }

    /// Carries out the checks named.
    /// - Throws: what keeps one from being carried out.
    public func findings(
        of names: [String], in training: any CheckedTraining
    ) throws -> [Finding] {
        try checks.filter { names.contains($0.name) }.map { try $0.examine(training) }
    }
}
