internal import Foundation
public import Jobs
internal import Synchronization

/// The blobs that a coordinator can hand to workers: files of this host, read where they lie, and
/// uploads in the store.
public final class BlobStore: Sendable {
    /// Bytes of a blob that one message carries.
    static let pieceSize = 512 << 10

    private struct LocalFile {
        var path: String
        var size: Int
        var changed: Date
    }

    private let files = Mutex<[ContentHash: LocalFile]>([:])
    /// What clients of this process handed over without a file.
    private let kept = Mutex<[ContentHash: Data]>([:])
    private let store: any Storage

    package init(store: any Storage) { self.store = store }

    /// Offers a file of this host under the hash of its bytes, without copying it.
    /// - Throws: `CoordinationError` where there is no such file.
    public func register(fileAt path: String, as hash: ContentHash) throws(CoordinationError) {
        guard let (size, changed) = Self.attributes(of: path) else {
            throw CoordinationError(.usage, "cannot read \(path)")
        }
        files.withLock { $0[hash] = LocalFile(path: path, size: size, changed: changed) }
    }

    /// Offers bytes under their hash.
    func register(_ bytes: Data, as hash: ContentHash) { kept.withLock { $0[hash] = bytes } }

    /// The path of a registered file that has not changed since; for workers in this process.
    public func path(of hash: ContentHash) -> String? {
        guard let file = files.withLock({ $0[hash] }), let now = Self.attributes(of: file.path),
            now == (file.size, file.changed)
        else { return nil }
        return file.path
    }

    func size(of hash: ContentHash) throws(CoordinationError) -> Int? {
        if let path = path(of: hash), let (size, _) = Self.attributes(of: path) { return size }
        if let bytes = kept.withLock({ $0[hash] }) { return bytes.count }
        return try store.size(of: hash)
    }

    /// One piece from `offset` on; nil where there is no such blob or no such offset in it.
    func piece(
        of hash: ContentHash, from offset: Int
    ) throws(CoordinationError) -> (size: Int, bytes: Data)? {
        guard let size = try size(of: hash), (0...size).contains(offset) else { return nil }
        if let bytes = kept.withLock({ $0[hash] }) {
            return (size, Data(bytes.dropFirst(offset).prefix(Self.pieceSize)))
        }
        guard let path = path(of: hash) else {
            return (size, try store.bytes(of: hash, from: offset, count: Self.pieceSize))
        }
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            try file.seek(toOffset: UInt64(offset))
            return (size, try file.read(upToCount: Self.pieceSize) ?? Data())
        } catch {
            throw CoordinationError(.store, "cannot read \(path): \(error)")
        }
    }

    /// All of a blob that has at most `limit` bytes; nil where there is none, or a larger one.
    func contents(
        of hash: ContentHash, atMost limit: Int
    ) throws(CoordinationError) -> Data? {
        guard let size = try size(of: hash), size <= limit else { return nil }
        var contents = Data()
        while contents.count < size {
            guard let piece = try piece(of: hash, from: contents.count), !piece.bytes.isEmpty else {
                return nil
            }
            contents += piece.bytes
        }
        return contents
    }

    private static func attributes(of path: String) -> (Int, Date)? {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path),
            let size = found[.size] as? Int, let changed = found[.modificationDate] as? Date
        else { return nil }
        return (size, changed)
    }
}
