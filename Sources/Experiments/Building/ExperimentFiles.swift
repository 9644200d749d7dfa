public import Datasets
public import Foundation
public import Jobs

/// The files that an experiment names, where they lie on this host.
public struct ExperimentFiles: Sendable {
    /// Each by its path as the experiment file writes it.
    public let references: [BlobReference]
    /// Where the contents lie.
    public let locations: [ContentHash: String]

    public init(_ references: [BlobReference], locations: [ContentHash: String]) {
        self.references = references
        self.locations = locations
    }

    /// Finds the files that `file` names, relative to the folder that it lies in.
    ///
    /// - Parameter hashing: whether their contents are hashed, which reads them; else a hash of its
    ///   path stands for a file, which is of use in this process alone.
    /// - Throws: `ExperimentErrors` with the line that names a file which can't be read.
    public init(
        of file: ExperimentFile, in folder: URL, hashing: Bool = true
    ) throws(ExperimentErrors) {
        try self.init(paths: file.dataPaths, in: folder, hashing: hashing) { path, problem in
            file.error(about: path, problem + "; paths are relative to the experiment file")
        }
    }

    /// Finds the files that data in code name, relative to `folder`.
    ///
    /// - Throws: `DataError` that names a file which can't be read.
    public init(of data: DataSpecification, in folder: URL) throws(DataError) {
        try self.init(paths: data.files, in: folder) { path, problem in
            DataError(path, found: problem, expected: "a file in \(folder.path)")
        }
    }

    private init<Failure: Error>(
        paths: [String], in folder: URL, hashing: Bool = true,
        error: (_ path: String, _ problem: String) -> Failure
    ) throws(Failure) {
        var references: [BlobReference] = []
        var locations: [ContentHash: String] = [:]
        let base = URL(
            filePath: folder.path(percentEncoded: false), directoryHint: .isDirectory)
        for name in paths {
            let url = URL(filePath: name, relativeTo: base).absoluteURL
            let location = url.path(percentEncoded: false)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder),
                !isFolder.boolValue
            else {
                throw error(name, "the file \"\(name)\" is not there (looked for \(location))")
            }
            let (hash, size): (ContentHash, Int)
            do {
                (hash, size) =
                    hashing
                    ? try ContentHash.ofFile(at: url)
                    : (ContentHash(of: Data(location.utf8)), 0)
            } catch let reason {
                throw error(name, "cannot read \(location): \(reason.systemReason)")
            }
            references.append(BlobReference(path: name, hash: hash, size: size))
            locations[hash] = location
        }
        self.init(references, locations: locations)
    }

    func hash(of path: String) -> ContentHash? {
        references.first { $0.path == path }?.hash
    }

    /// - Throws: `DataError` where the file is missing or can't be read.
    func contents(of path: String) throws -> FileContents {
        guard let location = hash(of: path).flatMap({ locations[$0] }) else {
            throw DataError(path, found: "no such file", expected: "the file beside the experiment")
        }
        return try FileContents(path: location, name: path)
    }
}
