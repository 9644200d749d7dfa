import Execution
import Foundation
import Jobs
import Synchronization
import Testing

@Suite struct SpoolTests {
    private let root: String
    private let heard = Heard()

    init() throws {
        root = NSTemporaryDirectory() + "/preflight-spool-test-\(UUID().uuidString)"
    }

    /// A disk that syncs at once.
    private static var quick: FileCalls {
        var calls = FileCalls.system
        calls.sync = { _ in 0 }
        return calls
    }

    private func remove() { try? FileManager.default.removeItem(atPath: root) }

    private func spool(
        _ endpoint: String = "tcp://a:1", slots: Int = 2, grace: Duration = .zero,
        calls: FileCalls = .system
    ) throws -> Spool {
        let heard = heard
        return try Spool(
            below: root, endpoint: endpoint, slots: slots, host: Sample.host, grace: grace,
            calls: calls, say: { heard.take($0) })
    }

    /// Makes a spool as a worker leaves it that is killed: its lock free, its files as they are.
    private func leave(_ body: (Spool) throws -> Void) throws {
        let aside = root + "-aside"
        let spool = try spool()
        try body(spool)
        try FileManager.default.copyItem(atPath: spool.folder, toPath: aside)
        let folder = spool.folder
        spool.close()
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: (folder as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: aside, toPath: folder)
    }

    private func files(of spool: Spool) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: spool.folder)) ?? []
        return names.filter { $0.hasSuffix(".result") }
    }

    private func soon(_ condition: () -> Bool) -> Bool {
        for _ in 0..<2000 {
            if condition() { return true }
            usleep(5000)
        }
        return condition()
    }

    @Test func `a result that nobody acknowledged is the next worker's, once`() throws {
        defer { remove() }
        try leave { spool in
            for name in ["a", "b"] { spool.keep(Sample.result(name)) }
            #expect(soon { files(of: spool).count == 2 })
        }
        let next = try spool()
        #expect(Set(next.inherited) == [Sample.result("a"), Sample.result("b")])
        #expect(try spool().inherited.isEmpty)
        for result in next.inherited { next.forget(result.attempt) }
        next.close()
        #expect(try spool().inherited.isEmpty)
    }

    @Test func `what is inherited outlives its heir as well`() throws {
        defer { remove() }
        try leave { spool in
            spool.keep(Sample.result("a"))
            #expect(soon { files(of: spool).count == 1 })
        }
        try spool().close()
        #expect(try spool().inherited == [Sample.result("a")])
    }

    @Test func `what ran when a worker died is told as its death`() throws {
        defer { remove() }
        try leave { spool in
            for slot in 0..<2 { spool.note(slot: slot, runs: Sample.attempt("\(slot) x")) }
            spool.note(slot: 0, runs: nil)
        }
        let next = try spool()
        #expect(next.inherited.map(\.attempt) == [Sample.attempt("1 x")])
        guard case .failure(let failure)? = next.inherited.first?.outcome else {
            Issue.record("no failure")
            return
        }
        #expect(failure.kind == .workerDied)
        #expect(next.inherited.first?.execution.slot == 1)
        // It died too: it is still told once.
        next.close()
        let last = try spool()
        #expect(last.inherited.map(\.attempt) == [Sample.attempt("1 x")])
    }

    @Test func `a result counts more than its worker's death`() throws {
        defer { remove() }
        try leave { spool in
            spool.note(slot: 0, runs: Sample.attempt("a"))
            spool.keep(Sample.result("a"))
            #expect(soon { files(of: spool).count == 1 })
        }
        #expect(try spool().inherited == [Sample.result("a")])
    }

    @Test func `an orderly end leaves nothing that runs, and no folder without results`() throws {
        defer { remove() }
        let first = try spool()
        first.note(slot: 0, runs: Sample.attempt("a"))
        first.keep(Sample.result("b"))
        first.forget(Sample.attempt("b"))
        first.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
        let second = try spool(grace: .seconds(3600))
        second.note(slot: 0, runs: Sample.attempt("a"))
        second.keep(Sample.result("b"))
        second.close()
        #expect(try spool().inherited == [Sample.result("b")])
    }

    @Test func `coordinators at different addresses do not share a spool`() throws {
        defer { remove() }
        let first = try spool("tcp://a:1")
        first.keep(Sample.result("a"))
        first.close()
        #expect(try spool("tcp://a_1").inherited.isEmpty)
        #expect(try spool("tcp://a:1").inherited.count == 1)
    }

    @Test func `files are for their owner alone`() throws {
        defer { remove() }
        let spool = try spool()
        spool.keep(Sample.result("a"))
        #expect(soon { files(of: spool).count == 1 })
        for name in files(of: spool) + ["running", "lock"] {
            let found = try FileManager.default.attributesOfItem(
                atPath: spool.folder + "/" + name)
            #expect(found[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a file that was cut is given up with a word`() throws {
        defer { remove() }
        try leave { spool in
            for name in ["a", "b"] { spool.keep(Sample.result(name)) }
            #expect(soon { files(of: spool).count == 2 })
            let path = spool.folder + "/" + files(of: spool)[0]
            let bytes = try Data(contentsOf: URL(filePath: path))
            try bytes.dropLast(1).write(to: URL(filePath: path))
        }
        #expect(try spool().inherited.count == 1)
        #expect(heard.all.contains("1 results"), "\(heard.all)")
    }

    @Test func `of too many results the oldest are given up with a word`() throws {
        defer { remove() }
        let first = try spool(calls: Self.quick)
        for number in 1...Spool.countLimit + 3 {
            first.keep(Sample.result("a", number: number))
        }
        #expect(soon { !heard.list.isEmpty && files(of: first).count == Spool.countLimit })
        first.close()
        #expect(heard.all.contains("at most \(Spool.countLimit)"), "\(heard.all)")
        let numbers = try spool().inherited.map(\.attempt.number)
        #expect(numbers.count == Spool.countLimit)
        #expect(numbers.sorted() == Array(4...Spool.countLimit + 3))
    }

    @Test func `results have so many bytes together`() throws {
        defer { remove() }
        let first = try spool(calls: Self.quick)
        var large = Sample.result("a")
        large.outcome = .failure(Failure(.crashed, String(repeating: "x", count: 1 << 20)))
        for number in 1...70 {
            large.attempt.number = number
            first.keep(large)
        }
        #expect(soon { !heard.list.isEmpty && files(of: first).count == 63 })
        first.close()
        let numbers = try spool().inherited.map(\.attempt.number)
        #expect(numbers.count == 63)
        #expect(numbers.max() == 70)
    }

    @Test(arguments: [ENOSPC, EROFS, EMFILE])
    func `a disk that takes nothing is told once and holds nothing up`(code: Int32) throws {
        defer { remove() }
        var calls = FileCalls.system
        calls.write = { _, _, _ in
            errno = code
            return -1
        }
        let spool = try spool(calls: calls)
        for name in ["a", "b"] { spool.keep(Sample.result(name)) }
        spool.close()
        #expect(heard.all.contains(String(cString: strerror(code))), "\(heard.all)")
        #expect(heard.list.count == 1)
    }

    @Test func `a result that is forgotten while it is written leaves no file`() throws {
        defer { remove() }
        let (begun, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        var calls = FileCalls.system
        calls.sync = { _ in
            begun.signal()
            go.wait()
            return 0
        }
        let spool = try spool(calls: calls)
        spool.keep(Sample.result("a"))
        begun.wait()
        spool.forget(Sample.attempt("a"))
        go.signal()
        spool.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
    }

    @Test func `a result that is acknowledged in time never touches the disk`() throws {
        defer { remove() }
        let writes = Mutex(0)
        var calls = FileCalls.system
        calls.sync = { _ in
            writes.withLock { $0 += 1 }
            return 0
        }
        let spool = try spool(grace: .seconds(3600), calls: calls)
        for number in 1...1000 {
            spool.keep(Sample.result("a", number: number))
            spool.forget(Sample.attempt("a", number))
        }
        spool.close()
        #expect(writes.withLock { $0 } == 0)
    }
}
