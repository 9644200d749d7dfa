package import Foundation
package import Jobs

/// The blobs of one worker, in a folder of its own that goes when the worker goes.
package struct BlobCache {
    package let folder: String

    /// Makes a new folder, and removes those that dead workers left behind.
    package init(below parent: String = NSTemporaryDirectory()) throws {
        Self.sweep(parent)
        folder = (parent as NSString).appendingPathComponent(
            "preflight-blobs-\(getpid())-\(UInt32.random(in: 0 ... .max))")
        guard mkdir(folder, 0o700) == 0 else {
            throw ExecutionError(
                "cannot make the folder \(folder): \(String(cString: strerror(errno)))")
        }
    }

    package func path(_ hash: ContentHash) -> String { folder + "/" + hash.text }

    /// Appends one piece; pieces come in order.
    package func store(_ data: Data, of hash: ContentHash, at offset: Int) throws {
        let descriptor = open(
            path(hash) + ".part", O_WRONLY | O_CREAT | O_CLOEXEC | (offset == 0 ? O_TRUNC : 0),
            0o600)
        guard descriptor >= 0 else {
            throw ExecutionError(
                "cannot write to \(folder): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let count = data.withUnsafeBytes {
            pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset))
        }
        guard count == data.count else {
            throw ExecutionError(
                "cannot write to \(folder): \(String(cString: strerror(errno))); free some space")
        }
    }

    /// Gives a whole blob its name if its bytes have its hash; removes it if not.
    package func complete(_ hash: ContentHash) -> Bool {
        let part = path(hash) + ".part"
        if !FileManager.default.fileExists(atPath: part) {
            _ = FileManager.default.createFile(atPath: part, contents: Data())
        }
        guard let found = try? ContentHash.ofFile(at: URL(filePath: part)), found.hash == hash,
            rename(part, path(hash)) == 0
        else {
            unlink(part)
            return false
        }
        return true
    }

    package func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private static func sweep(_ parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix("preflight-blobs-") {
            let words = name.split(separator: "-")
            guard words.count == 4, let process = pid_t(words[2]), kill(process, 0) != 0,
                errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(
                atPath: (parent as NSString).appendingPathComponent(name))
        }
    }
}
