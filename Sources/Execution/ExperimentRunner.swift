internal import Checks
internal import Experiments
internal import Foundation
public import Jobs

/// The stock program: checks and trials of experiment files.
///
/// It keeps the last experiment's data, so that jobs of one run read them once for each process.
public struct ExperimentRunner: JobRunner {
    private var loaded: (key: String, data: ExperimentData)?

    public init() {}

    public mutating func run(
        _ assignment: Assignment, blobs: [ContentHash: String], progress: () -> Void
    ) throws -> Outcome {
        let specification = try specification(assignment, blobs)
        let data = try data(specification, assignment, blobs)
        progress()
        return try withoutActuallyEscaping(progress) { progress in
            try ExperimentJob.outcome(
                assignment.job, specification, data: data, seed: assignment.seed,
                progress: progress)
        }
    }

    private func specification(
        _ assignment: Assignment, _ blobs: [ContentHash: String]
    ) throws -> ExperimentSpecification {
        guard let path = blobs[assignment.file] else {
            throw ExecutionError("the experiment file \(assignment.file) did not arrive")
        }
        let bytes = try Data(contentsOf: URL(filePath: path))
        let file = try ExperimentFile(bytes: bytes, path: "experiment file")
        return try file.specification(assignment.job.parameters)
    }

    private mutating func data(
        _ specification: ExperimentSpecification, _ assignment: Assignment,
        _ blobs: [ContentHash: String]
    ) throws -> ExperimentData {
        let key = "\(specification.data) \(assignment.data) \(assignment.seed)"
        if let loaded, loaded.key == key { return loaded.data }
        let paths = assignment.data.compactMap { reference in
            blobs[reference.hash].map { (reference.path, $0) }
        }
        let data = try ExperimentData(
            specification.data, seed: assignment.seed,
            paths: Dictionary(paths) { first, _ in first }, hashes: assignment.data.map(\.hash))
        loaded = (key, data)
        return data
    }
}
