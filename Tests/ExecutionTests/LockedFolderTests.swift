import Execution
import Foundation
import Synchronization
import Testing

@Suite struct LockedFolderTests {
    private let parent: String

    init() throws {
        parent = NSTemporaryDirectory() + "/preflight-lock-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
    }

    @Test func `a folder is taken over once its owner is gone, and not before`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        var owner: LockedFolder? = try LockedFolder.make("worker-", below: parent)
        let path = owner?.path
        #expect(LockedFolder.abandoned("worker-", below: parent).isEmpty)
        _ = owner
        owner = nil
        let first = LockedFolder.abandoned("worker-", below: parent)
        #expect(first.map(\.path) == [path])
        #expect(LockedFolder.abandoned("worker-", below: parent).isEmpty)
        first.first?.remove()
        #expect(try FileManager.default.contentsOfDirectory(atPath: parent).isEmpty)
    }

    @Test func `a folder is for its owner alone`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let folder = try LockedFolder.make("worker-", below: parent)
        for (path, mode) in [(folder.path, 0o700), (folder.path + "/lock", 0o600)] {
            let found = try FileManager.default.attributesOfItem(atPath: path)
            #expect(found[.posixPermissions] as? Int == mode)
        }
    }

    /// Makers and sweepers at once: what a maker has, no sweeper takes.
    @Test func `no folder is swept between being made and being locked`() throws {
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let parent = parent
        let isOver = Mutex(false)
        var lost = 0
        let sweeper = Thread {
            while !isOver.withLock({ $0 }) {
                for left in LockedFolder.abandoned("worker-", below: parent) { left.remove() }
            }
        }
        sweeper.start()
        for _ in 0..<2000 {
            let folder = try LockedFolder.make("worker-", below: parent)
            if !FileManager.default.fileExists(atPath: folder.path + "/lock") {
                lost += 1
            }
        }
        isOver.withLock { $0 = true }
        #expect(lost == 0)
        while !sweeper.isFinished { sched_yield() }
    }
}
