public import Experiments
public import Jobs

/// A check that spreads its measurements over jobs of their own, so that all slots share them.
///
/// Its job plans probes, each probe measures in a job of its own, and a last job judges by what
/// they measured. A probe draws from the check's stream, whichever job measures it. Carried out in
/// one place, by ``Examination/examine(_:)``, it comes to the same finding.
public protocol PlanningCheck: Examination {
    /// Returns what has to be measured, or the finding where nothing has to.
    func plan(_ recipe: Recipe) throws -> ProbePlan
    /// Measures one probe; the recipe has the probe's edits.
    func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult
    /// Judges by what all probes measured, by their names.
    func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding
}

/// What a planning check's own job came to.
public enum ProbePlan: Hashable, Sendable {
    case finding(Finding)
    case probes([Probe])
}

/// One measurement that a check plans.
public struct Probe: Hashable, Sendable {
    /// Unique within the check: what stands behind its name and `/` in the job's.
    public var name: String
    /// What is changed of the experiment before it is measured.
    public var edits: [Edit]
    /// Expected seconds on one slot, roughly.
    public var expectedCost: Double

    public init(_ name: String, edits: [Edit] = [], expectedCost: Double) {
        self.name = name
        self.edits = edits
        self.expectedCost = expectedCost
    }
}

extension PlanningCheck {
    /// Plans, measures and judges here, one after another.
    public func examine(_ recipe: Recipe) throws -> Finding {
        switch try plan(recipe) {
        case .finding(let finding): return finding
        case .probes(let probes):
            var results: [String: ProbeResult] = [:]
            for probe in probes {
                let edited = try recipe.applying(probe.edits)
                results[probe.name] = try self.probe(probe.name, of: edited)
            }
            return try judge(results, of: recipe)
        }
    }

    /// Judges by the probes' outcomes; one that could not be measured is an error, with its reason.
    func finding(by outcomes: [ReadOutcome], of recipe: Recipe) throws -> Finding {
        let read = ProbeOutcomes(outcomes)
        if let error = read.errors.first { return finding(by: error) }
        return try judge(read.results, of: recipe)
    }

    /// What one probe measured.
    ///
    /// - Throws: `CheckError` where it is not among the results.
    func result(_ name: String, in results: [String: ProbeResult]) throws -> ProbeResult {
        guard let result = results[name] else {
            throw CheckError("the check \(self.name) misses its probe \"\(name)\"")
        }
        return result
    }
}

extension PlannedJob {
    /// The jobs of this one's plan, the judge last; each with this one's own edits before its own.
    func jobs(measuring probes: [Probe], judging checks: [String]) -> [PlannedJob] {
        let stream = stream ?? name
        var jobs = probes.map { probe in
            PlannedJob(
                name: "\(name)/\(probe.name)", work: .probe, tier: tier,
                expectedCost: probe.expectedCost, parameters: parameters, stream: stream,
                edits: edits + probe.edits)
        }
        jobs.append(
            PlannedJob(
                name: "\(name)/judge", work: .judge, checks: checks, tier: tier,
                expectedCost: 0.01, parameters: parameters, stream: stream, edits: edits,
                reads: jobs.map { JobRead(.job($0.name)) }))
        return jobs
    }
}

extension ProbeResult {
    /// The one number of this name; NaN where there is none.
    subscript(_ name: String) -> Double { values[name]?.first ?? .nan }
}
