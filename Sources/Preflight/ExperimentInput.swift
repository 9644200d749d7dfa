internal import Datasets
internal import Experiments
internal import Foundation
internal import Jobs

/// An experiment file with its data files, read and validated before anything runs.
struct ExperimentInput {
    let file: ExperimentFile
    let fileHash: ContentHash
    /// The data files by path as the experiment file writes them.
    let data: [BlobReference]
    /// Where each blob lies on this machine.
    let places: [ContentHash: String]

    /// - Throws: `ExperimentErrors` for a wrong file, `UsageError` for missing data, `DataError`
    ///   for data that can't be read.
    init(path: String) throws {
        file = try ExperimentFile(contentsOf: path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        fileHash = ContentHash(of: bytes)
        var places = [fileHash: URL(filePath: path).path(percentEncoded: false)]
        let folder = URL(filePath: path).deletingLastPathComponent()
        var data: [BlobReference] = []
        for name in file.dataPaths {
            let url = URL(filePath: name, relativeTo: folder).absoluteURL
            let place = url.path(percentEncoded: false)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
                !isFolder.boolValue
            else {
                throw UsageError(
                    "\(path): the data file \"\(name)\" is not there (looked for \(place)); paths "
                        + "are relative to the experiment file")
            }
            let bytes = try Data(contentsOf: url, options: .alwaysMapped)
            let hash = ContentHash(of: bytes)
            data.append(BlobReference(path: name, hash: hash, size: bytes.count))
            places[hash] = place
        }
        self.data = data
        self.places = places
    }

    /// Reads the data and checks that the layers fit them.
    @discardableResult
    func validateData(seed: UInt64) throws -> ExperimentData {
        let paths = data.compactMap { reference in
            places[reference.hash].map { (reference.path, $0) }
        }
        let data = try ExperimentData(
            file.defaults.data, seed: seed, paths: Dictionary(paths) { first, _ in first },
            hashes: data.map(\.hash))
        try file.check(data)
        return data
    }
}
