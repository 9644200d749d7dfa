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
        #expect(try cache.complete(hash))
        #expect(try Data(contentsOf: URL(filePath: cache.path(hash))) == bytes)
        cache.remove()
        #expect(!FileManager.default.fileExists(atPath: cache.folder))
    }

    @Test func `a blob with other bytes than its hash says is removed and can come again`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let cache = try BlobCache(below: parent)
        let hash = ContentHash(of: Data("right".utf8))
        try cache.store(Data("wrong and longer".utf8), of: hash, at: 0)
        #expect(try !cache.complete(hash))
        let left = try FileManager.default.contentsOfDirectory(atPath: cache.folder)
        #expect(left == ["lock"])
        try cache.store(Data("right".utf8), of: hash, at: 0)
        #expect(try cache.complete(hash))
    }

    @Test func `an empty blob is a blob`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let cache = try BlobCache(below: parent)
        #expect(try cache.complete(ContentHash(of: Data())))
        #expect(try !cache.complete(ContentHash(of: Data("x".utf8))))
    }

    @Test func `a new cache removes what dead workers left, and nothing else`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let live = try BlobCache(below: parent)
        for name in ["preflight-cache-dead", "preflight-cache-made", "other-1"] {
            try FileManager.default.createDirectory(
                atPath: "\(parent)/\(name)", withIntermediateDirectories: true)
        }
        for file in ["preflight-cache-dead/lock", "preflight-cache-dead/blob", "other-1/lock"] {
            try Data().write(to: URL(filePath: "\(parent)/\(file)"))
        }
        try FileManager.default.createSymbolicLink(
            atPath: "\(parent)/preflight-cache-link", withDestinationPath: "\(parent)/other-1")
        let new = try BlobCache(below: parent)
        let left = try FileManager.default.contentsOfDirectory(atPath: parent).sorted()
        let folders = [live.folder, new.folder].map { ($0 as NSString).lastPathComponent }
        #expect(left == (folders + ["other-1", "preflight-cache-link"]).sorted())
        #expect(FileManager.default.fileExists(atPath: "\(parent)/other-1/lock"))
    }

    @Test func `a folder that cannot be made is told`() {
        #expect(throws: HostTrouble.self) { _ = try BlobCache(below: "/proc/nowhere") }
    }

    /// Each call that fails, and what people are told to do about it.
    static let troubles: [(code: Int32, words: String)] = [
        (ENOSPC, "free some space there"), (EDQUOT, "free some space there"),
        (EROFS, "make it writable"), (EACCES, "make it writable"),
        (EMFILE, "raise the limit of open files"), (EIO, "see the host's system log"),
    ]

    @Test(arguments: troubles)
    func `what the disk does not take is the host's trouble`(
        code: Int32, words: String
    ) throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        var opening = FileCalls.system
        opening.open = { _, _, _ in Self.fail(code) }
        var writing = FileCalls.system
        writing.write = { _, _, _ in Int(Self.fail(code)) }
        for calls in [opening, writing] {
            let cache = try BlobCache(below: parent, calls: calls)
            let hash = ContentHash(of: Data("x".utf8))
            let trouble = #expect(throws: HostTrouble.self) {
                try cache.store(Data("x".utf8), of: hash, at: 0)
            }
            let failure = try #require(trouble).failure
            #expect(failure.kind == .hostTrouble)
            #expect(failure.message.contains(words), "\(failure.message)")
            #expect(failure.message.contains(cache.folder), "\(failure.message)")
            #expect(failure.message.contains(String(cString: strerror(code))))
            let left = try FileManager.default.contentsOfDirectory(atPath: cache.folder)
            #expect(left == ["lock"])
        }
    }

    @Test(arguments: [EMFILE, EROFS, ENOSPC])
    func `a blob that cannot be completed is no damaged one`(code: Int32) throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let hash = ContentHash(of: Data("x".utf8))
        var renaming = FileCalls.system
        renaming.rename = { _, _ in Self.fail(code) }
        var opening = FileCalls.system
        opening.open = { path, flags, mode in
            flags & O_RDWR != 0 ? Self.fail(code) : open(path, flags, mode)
        }
        for calls in [renaming, opening] {
            let cache = try BlobCache(below: parent, calls: calls)
            try cache.store(Data("x".utf8), of: hash, at: 0)
            #expect(throws: HostTrouble.self) { _ = try cache.complete(hash) }
        }
    }

    @Test func `a write that is cut short goes on where it was cut`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        var calls = FileCalls.system
        calls.write = { pwrite($0, $1.baseAddress, min(3, $1.count), $2) }
        let cache = try BlobCache(below: parent, calls: calls)
        let bytes = Data("ten bytes.".utf8)
        try cache.store(bytes, of: ContentHash(of: bytes), at: 0)
        #expect(try cache.complete(ContentHash(of: bytes)))
    }

    private static func fail(_ code: Int32) -> Int32 {
        errno = code
        return -1
    }
}
