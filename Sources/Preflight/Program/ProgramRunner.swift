internal import Checks
internal import Execution
internal import Experiments
internal import Foundation
internal import Jobs
internal import Randomness
internal import Training

/// Carries out the jobs of a user's own program in its compute processes.
///
/// It keeps the last experiment's rows, so that jobs of one run make them once for each process.
struct ProgramRunner: JobRunner {
    private let program: OwnProgram
    private var loaded: (key: String, rows: ExperimentRows)?

    init(_ program: OwnProgram) {
        self.program = program
    }

    mutating func run(
        _ assignment: Assignment, outcomes: [ReadOutcome], blobs: [ContentHash: String],
        progress: () -> Void
    ) throws -> Outcome {
        guard let path = blobs[assignment.file] else {
            throw UsageError("the experiment \(assignment.file) did not arrive")
        }
        let description = try CanonicalJSON.decode(
            ProgramDescription.self, from: Data(contentsOf: URL(filePath: path)))
        let experiment = try program.experiment(named: description.experiment)
        let rows = try rows(of: experiment, assignment, blobs)
        let job = assignment.job
        guard job.work == .trial || job.work == .checks else {
            throw UsageError("\(program.name) has no jobs of the kind \(job.work)")
        }
        progress()
        return try withoutActuallyEscaping(progress) { progress in
            let training = OwnTraining(
                experiment, description.values(of: experiment, job.parameters), rows: rows,
                seed: assignment.seed, job: job.stream ?? job.name, progress: progress)
            if job.checks.isEmpty { return .trial(training.trial()) }
            return .findings(try program.checks.findings(of: job.checks, in: training))
        }
    }

    private mutating func rows(
        of experiment: Experiment, _ assignment: Assignment, _ blobs: [ContentHash: String]
    ) throws -> ExperimentRows {
        let key = "\(experiment.name) \(assignment.data) \(assignment.seed)"
        if let loaded, loaded.key == key { return loaded.rows }
        let rows = try experiment.rows(
            seed: assignment.seed, files: ExperimentFiles(assignment.data, locations: blobs))
        loaded = (key, rows)
        return rows
    }
}

extension Experiment {
    /// Makes or reads the rows; they depend on the seed and the files' contents alone.
    func rows(seed: UInt64, files: ExperimentFiles) throws -> ExperimentRows {
        switch data {
        case .code(let make):
            return try make { RandomKey(seed: seed, job: "", purpose: $0) }
        case .files(let specification, _):
            let data = try ExperimentData(specification, seed: seed, files: files)
            return ExperimentRows(
                training: data.training.examples, validation: data.validation.examples)
        }
    }
}
