internal import Experiments
internal import Foundation
internal import Jobs
internal import Networks
internal import Training

/// An experiment of a program with the values that the command line gave, on the client's side.
struct ProgramInput {
    let experiment: Experiment
    let fileHash: ContentHash
    private let description: ProgramDescription
    private let bytes: Data
    private let files: ExperimentFiles

    /// - Parameter set: words such as `width=32`.
    /// - Throws: `UsageError` for a wrong word, `DataError` for a file that is not there.
    init(_ experiment: Experiment, of program: OwnProgram, set: [String]) throws {
        self.experiment = experiment
        description = ProgramDescription(
            program: program.name, experiment: experiment.name,
            values: try ProgramDescription.values(set, of: experiment))
        bytes = try CanonicalJSON.encode(description)
        fileHash = ContentHash(of: bytes)
        switch experiment.data {
        case .code: files = ExperimentFiles([], locations: [:])
        case .files(let specification, let folder):
            files = try ExperimentFiles(
                of: specification, in: URL(filePath: folder, directoryHint: .isDirectory))
        }
    }

    /// The data files by path as the experiment names them.
    var data: [BlobReference] { files.references }
}

extension ProgramInput: RunInput {
    var seed: UInt64 { experiment.seed }
    var path: String? { nil }
    var warnings: [String] { [] }

    func locations(in folder: OutputFolder) throws -> [ContentHash: String] {
        let location = "\(folder.path)/experiment.json"
        do {
            try bytes.write(to: URL(filePath: location), options: .atomic)
        } catch {
            throw UsageError("cannot write \(location): \(error.systemReason)")
        }
        return files.locations.merging([fileHash: location]) { $1 }
    }

    func requireSound(seed: UInt64) throws {
        let rows = try experiment.rows(seed: seed, files: files)
        let training = OwnTraining(
            experiment, description.values(of: experiment, [:]), rows: rows, seed: seed, job: "",
            progress: {})
        let step = training.freshStep()
        let outputs = step.outputs(training.rows(2).inputs, mode: .evaluation)
        for targets in [rows.training.targets, rows.validation.targets] {
            guard
                let objection = step.loss.objection(
                    to: Array(outputs.shape.dropFirst()), targets: targets)
            else { continue }
            throw UsageError("\(experiment.name): \(objection)")
        }
    }
}
