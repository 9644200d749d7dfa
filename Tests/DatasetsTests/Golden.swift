import Datasets
import Foundation

/// Reads the files that `Goldens/make_goldens.py` made, and those of the examples.
enum Golden {
    static func file(_ name: String) throws -> FileContents {
        try FileContents(path: folder.appending(path: "Goldens/\(name)").path, name: name)
    }

    static func example(_ name: String) throws -> FileContents {
        let examples = folder.appending(path: "../../examples")
        return try FileContents(path: examples.appending(path: name).path, name: name)
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
}

/// Returns the error that `body` throws, or nil.
func dataError(_ body: () throws(DataError) -> Void) -> DataError? {
    do {
        try body()
        return nil
    } catch {
        return error
    }
}

extension FileContents {
    init(text: String) {
        self.init(name: "table.csv", bytes: Array(text.utf8))
    }
}
