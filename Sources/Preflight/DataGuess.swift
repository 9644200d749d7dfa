internal import Datasets
internal import Foundation
internal import Jobs

/// What data files without an experiment are, by their names, first bytes and contents.
struct DataGuess {
    let specification: DataSpecification
    /// What the specification's paths are relative to.
    let folder: URL
    /// What was guessed, for people.
    let said: [String]

    /// - Throws: `UsageError` that says what could not be told and which option does.
    init(_ command: DataCommand) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: command.file, isDirectory: &isFolder) else {
            throw UsageError("\(command.file) is not there")
        }
        let url = URL(filePath: command.file, directoryHint: .checkFileSystem).absoluteURL
        let folder = isFolder.boolValue ? url : url.deletingLastPathComponent()
        let names = try Self.names(in: folder)
        let name =
            isFolder.boolValue
            ? try Self.first(of: names, in: command.file) : url.lastPathComponent
        var reader = GuessedReader(
            folder: folder, name: name, names: names, targets: command.targets,
            inputs: command.inputs, classes: command.classes)
        specification = try reader.specification()
        said = reader.said
        self.folder = folder
    }

    private static func names(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            throw UsageError("cannot list \(folder.path): \(error.systemReason)")
        }
    }

    /// The file of a folder to begin with: training images before others, then the first known.
    private static func first(of names: [String], in folder: String) throws -> String {
        let known = names.filter { GuessedReader.Kind(name: $0) != nil }
        let inputs = known.filter { !GuessedReader.isOfTargets($0) && !GuessedReader.isHeld($0) }
        guard let first = inputs.first(where: { $0.contains("train") }) ?? inputs.first else {
            if let pictures = PictureFolder(folder) { throw UsageError(pictures.refusal) }
            throw UsageError(
                "\(folder) holds no file that looks like data: .csv, .tsv, .jsonl, .npz, .npy, "
                    + ".idx, -ubyte or .bin, each also with .gz")
        }
        return first
    }
}
