internal import Checks
internal import Datasets
internal import Foundation
internal import Jobs

/// The logs that `preflight diagnose` reads.
struct HistorySource {
    let histories: [History]
    let files: [BlobReference]

    /// - Throws: `UsageError`, `DataError` or `CheckError` that says which file is wrong and where.
    init(_ paths: [String], given: [HistoryRole: String], floor: Double?) throws {
        let names = Self.names(paths)
        var histories: [History] = []
        var files: [BlobReference] = []
        for (path, name) in zip(paths, names) {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw UsageError("\(path) is not there")
            }
            guard !isFolder.boolValue else {
                throw UsageError(
                    "\(path) is a folder: name the log in it, such as metrics.csv, "
                        + "trainer_state.json or history.json")
            }
            let contents = try FileContents(path: path, name: name, limit: Self.limit)
            histories.append(try History(LoggedTable(contents), given: given, floor: floor))
            files.append(
                BlobReference(
                    path: name, hash: ContentHash(of: Data(contents.bytes)), size: contents.count))
        }
        self.histories = histories
        self.files = files
    }

    /// A log of more bytes is none of a training.
    private static let limit = 1 << 30

    /// The files' names, with as much of their paths as tells them apart.
    private static func names(_ paths: [String]) -> [String] {
        let parts = paths.map { $0.split(separator: "/").map(String.init) }
        for count in 1...(parts.map(\.count).max() ?? 1) {
            let names = parts.map { $0.suffix(count).joined(separator: "/") }
            if Set(names).count == names.count { return names }
        }
        return paths
    }
}
