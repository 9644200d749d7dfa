import Execution
import Foundation
import Jobs
import Testing

@Suite struct BlobCacheTests {
    private let parent: String

    init() throws {
        parent = NSTemporaryDirectory() + "/preflight-cache-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
    }

    @Test func `pieces in order become the blob, and its folder goes with the worker`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let cache = try BlobCache(below: parent)
        let bytes = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0) })
        let hash = ContentHash(of: bytes)
        for start in stride(from: 0, to: bytes.count, by: 4096) {
            let end = min(start + 4096, bytes.count)
            try cache.store(Data(bytes[start..<end]), of: hash, at: start)
        }
        #expect(cache.complete(hash))
        #expect(try Data(contentsOf: URL(filePath: cache.path(hash))) == bytes)
        cache.remove()
        #expect(!FileManager.default.fileExists(atPath: cache.folder))
    }

    @Test func `a blob with other bytes than its hash says is removed and can come again`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let cache = try BlobCache(below: parent)
        let hash = ContentHash(of: Data("right".utf8))
        try cache.store(Data("wrong and longer".utf8), of: hash, at: 0)
        #expect(!cache.complete(hash))
        let left = try FileManager.default.contentsOfDirectory(atPath: cache.folder)
        #expect(left.isEmpty)
        try cache.store(Data("right".utf8), of: hash, at: 0)
        #expect(cache.complete(hash))
    }

    @Test func `an empty blob is a blob`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let cache = try BlobCache(below: parent)
        #expect(cache.complete(ContentHash(of: Data())))
        #expect(!cache.complete(ContentHash(of: Data("x".utf8))))
    }

    @Test func `a new cache removes what dead workers left, and nothing else`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let dead = try Self.deadProcess()
        let names = ["preflight-blobs-\(dead)-1", "preflight-blobs-1-1", "other-\(dead)-1"]
        for name in names {
            try FileManager.default.createDirectory(
                atPath: "\(parent)/\(name)", withIntermediateDirectories: true)
        }
        _ = try BlobCache(below: parent)
        let left = names.map { FileManager.default.fileExists(atPath: "\(parent)/\($0)") }
        #expect(left == [false, true, true])
    }

    @Test func `a folder that cannot be made is told`() {
        #expect(throws: ExecutionError.self) { _ = try BlobCache(below: "/proc/nowhere") }
    }

    private static func deadProcess() throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        return process.processIdentifier
    }
}
