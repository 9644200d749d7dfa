package import Foundation
package import Jobs

/// The blobs of one worker, in a folder of its own that goes when the worker goes.
package struct BlobCache {
    private static let prefix = "preflight-cache-"

    private let location: LockedFolder
    private let calls: FileCalls

    package var folder: String { location.path }

    /// Makes a new folder, and removes those that dead workers left behind.
    package init(
        below parent: String = NSTemporaryDirectory(), calls: FileCalls = .system
    ) throws(HostTrouble) {
        for left in LockedFolder.abandoned(Self.prefix, below: parent) { left.remove() }
        location = try LockedFolder.make(Self.prefix, below: parent)
        self.calls = calls
    }

    package func path(_ hash: ContentHash) -> String { folder + "/" + hash.text }

    private func part(_ hash: ContentHash) -> String { path(hash) + ".part" }

    /// Appends one piece; pieces come in order. What cannot be written whole frees its space.
    package func store(
        _ data: Data, of hash: ContentHash, at offset: Int
    ) throws(HostTrouble) {
        do throws(HostTrouble) {
            let descriptor = try calls.opened(
                part(hash), O_WRONLY | O_CREAT | (offset == 0 ? O_TRUNC : 0))
            defer { close(descriptor) }
            try calls.write(data, to: descriptor, of: part(hash), at: offset)
        } catch {
            unlink(part(hash))
            throw error
        }
    }

    /// Gives a whole blob its name if its bytes have its hash; removes it if not.
    /// - Throws: where the host can't read or rename it, which says nothing about the bytes.
    package func complete(_ hash: ContentHash) throws(HostTrouble) -> Bool {
        defer { unlink(part(hash)) }
        guard try contents(of: part(hash)) == hash else { return false }
        guard calls.rename(part(hash), path(hash)) == 0 else {
            throw HostTrouble("write to \(folder)", code: errno)
        }
        return true
    }

    /// The hash of a file's bytes; an empty blob has no piece that made its file.
    private func contents(of path: String) throws(HostTrouble) -> ContentHash {
        let descriptor = try calls.opened(path, O_RDWR | O_CREAT)
        defer { close(descriptor) }
        var stream = HashStream()
        var bytes = Data(count: 1 << 20)
        while true {
            let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw HostTrouble("read \(folder)", code: errno) }
            if count == 0 { return stream.finish() }
            stream.update(bytes.prefix(count))
        }
    }

    /// Those that are not there any more, as where somebody tidied the temporary folder.
    package func vanished(_ hashes: [ContentHash]) -> [ContentHash] {
        hashes.filter { access(path($0), R_OK) != 0 }
    }

    package func evict(_ hashes: [ContentHash]) { for hash in hashes { unlink(path(hash)) } }

    package func remove() { location.remove() }
}
