public import Experiments
public import Jobs

/// The checks of a program, in the order in which reports show them.
public struct CheckRegistry: Sendable {
    public var examinations: [any Examination]
    public var monitors: [any Monitor]

    public init(examinations: [any Examination], monitors: [any Monitor]) {
        self.examinations = examinations
        self.monitors = monitors
    }

    /// The checks of experiment files, with their thresholds at the defaults.
    public static let stock = CheckRegistry(
        examinations: data + structure + firstPass + oneStep + oneBatch + rates + baselines,
        monitors: watching)

    /// Where the parts of the self-test that once were checks are found.
    static let moved = Dictionary(
        uniqueKeysWithValues: ["determinism", "same-seed", "mode-toggles"].map {
            ($0, EngineSelfTest.name)
        })

    /// The baselines that the job they share is to judge; nil for any other job.
    func baselines(of job: PlannedJob) -> [any Baseline]? {
        guard job.name == BaselineJob.name || job.name == "\(BaselineJob.name)/judge" else {
            return nil
        }
        return job.checks.compactMap { name in
            examinations.first { $0.name == name } as? any Baseline
        }
    }

    /// The stream of random draws that a check has in a run of checks: its job's.
    func stream(of check: any Examination) -> String {
        check is any Baseline ? BaselineJob.name : check.name
    }

    /// The job that all monitors share.
    public static let trainingJob = "training"

    /// All checks, in report order.
    public var all: [any Check] { examinations + monitors }

    /// Every check's name, in report order.
    public var names: [String] { all.map { $0.name } }

    /// The same checks with the thresholds that an experiment file gives them.
    ///
    /// - Throws: `CheckError` for a threshold that a check does not have.
    public func with(_ settings: [String: CheckSpecification]) throws -> CheckRegistry {
        CheckRegistry(
            examinations: try examinations.map { check in
                try check.with(settings[check.name]?.thresholds ?? [:])
            },
            monitors: try monitors.map { check in
                try check.with(settings[check.name]?.thresholds ?? [:])
            })
    }

    /// What the experiment file may say of each.
    public var descriptions: [CheckDescription] { all.map { type(of: $0).description } }
}
