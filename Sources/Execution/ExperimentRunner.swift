internal import Checks
internal import Experiments
internal import Foundation
public import Jobs
internal import Networks
internal import Search

/// The stock program: checks and trials of experiment files.
///
/// It keeps the last experiment's data and teacher, so that jobs of one run read them once for each
/// process.
public struct ExperimentRunner: JobRunner {
    private var loaded: (key: String, data: ExperimentData, teacher: Network?)?

    public init() {}

    public mutating func run(
        _ assignment: Assignment, outcomes: [ReadOutcome], blobs: [ContentHash: String],
        progress: () -> Void
    ) throws -> Outcome {
        if assignment.job.work == .repeats {
            guard let search = assignment.job.search else {
                throw ExecutionError("the job \(assignment.job.name) does not say of which search")
            }
            return .plan(
                try RepeatPlan.jobs(
                    of: try whole(search, blobs), seed: assignment.seed, outcomes: outcomes))
        }
        let specification = try specification(assignment, blobs)
        let (data, teacher) = try material(specification, assignment, blobs)
        if !assignment.job.edits.isEmpty {
            try specification.check(data, after: assignment.job.edits)
        }
        progress()
        return try withoutActuallyEscaping(progress) { progress in
            try ExperimentJob.outcome(
                assignment.job, specification, data: data, teacher: teacher,
                seed: assignment.seed, outcomes: outcomes, progress: progress)
        }
    }

    /// The search with its list of trials.
    private func whole(
        _ search: SearchPlan, _ blobs: [ContentHash: String]
    ) throws -> SearchPlan {
        guard let hash = search.listBlob else { return search }
        guard let path = blobs[hash] else {
            throw ExecutionError("the list of trials \(hash) did not arrive")
        }
        return try search.withList(Data(contentsOf: URL(filePath: path)))
    }

    /// The experiment with the job's parameters and edits.
    private func specification(
        _ assignment: Assignment, _ blobs: [ContentHash: String]
    ) throws -> ExperimentSpecification {
        guard let path = blobs[assignment.file] else {
            throw ExecutionError("the experiment file \(assignment.file) did not arrive")
        }
        let bytes = try Data(contentsOf: URL(filePath: path))
        let file = try ExperimentFile(
            bytes: bytes, path: "experiment file", checks: CheckRegistry.stock.descriptions)
        return try file.specification(assignment.job.parameters).applying(assignment.job.edits)
    }

    /// What is read once for all jobs whose data are prepared alike.
    private mutating func material(
        _ specification: ExperimentSpecification, _ assignment: Assignment,
        _ blobs: [ContentHash: String]
    ) throws -> (data: ExperimentData, teacher: Network?) {
        let teacher = specification.distillation.map { "\($0.teacher)" } ?? ""
        let key = "\(specification.data) \(assignment.data) \(assignment.seed) \(teacher)"
        if let loaded, loaded.key == key { return (loaded.data, loaded.teacher) }
        let files = ExperimentFiles(assignment.data, locations: blobs)
        let data = try ExperimentData(specification.data, seed: assignment.seed, files: files)
        let network = try specification.teacher(inputShape: data.inputShape, files: files)
        loaded = (key, data, network)
        return (data, network)
    }
}
