internal import Checks
internal import Experiments
internal import Foundation
internal import Jobs
internal import Networks

/// An experiment file with the files that it names, read and validated before anything runs.
struct ExperimentInput {
    let file: ExperimentFile
    let fileHash: ContentHash
    private let files: ExperimentFiles
    /// Where each blob lies on this machine, the experiment file too.
    let locations: [ContentHash: String]

    /// The data files and a teacher's weights by path as the experiment file writes them.
    var data: [BlobReference] { files.references }

    /// - Parameter hashing: whether the files are hashed, as for a run; not where their headers are
    ///   enough.
    /// - Throws: `ExperimentErrors` for a wrong file or missing data.
    init(path: String, hashing: Bool = true) throws {
        file = try ExperimentFile(contentsOf: path, checks: CheckRegistry.stock.descriptions)
        let url = URL(filePath: path)
        fileHash = ContentHash(of: try Data(contentsOf: url))
        files = try ExperimentFiles(of: file, in: url.deletingLastPathComponent(), hashing: hashing)
        locations = files.locations.merging([fileHash: url.path(percentEncoded: false)]) { $1 }
    }

    /// Reads the data and the teacher's weights, and checks that the layers fit them.
    ///
    /// - Parameter outline: whether the headers and some first rows are enough.
    /// - Throws: `DataError` for data that can't be read, `ExperimentErrors` for what does not fit.
    @discardableResult
    func validate(
        seed: UInt64, outline: Bool = false
    ) throws -> (data: ExperimentData, teacher: Network?) {
        let data =
            outline
            ? try ExperimentData(outlineOf: file.defaults.data, seed: seed, files: files)
            : try ExperimentData(file.defaults.data, seed: seed, files: files)
        try file.check(data)
        if !outline { try file.checkMetrics(data) }
        do {
            let teacher = try file.defaults.teacher(inputShape: data.inputShape, files: files)
            return (data, teacher)
        } catch let error as TeacherError {
            throw file.error(about: error)
        }
    }
}

extension ExperimentInput: RunInput {
    var seed: UInt64 { file.defaults.seed }
    var path: String? { file.path }
    var warnings: [String] { file.warnings.map { "\($0)" } }

    func locations(in folder: OutputFolder) -> [ContentHash: String] { locations }

    func requireSound(seed: UInt64) throws { try validate(seed: seed) }
}
