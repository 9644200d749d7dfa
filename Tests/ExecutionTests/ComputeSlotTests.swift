import Execution
import Foundation
import Jobs
import Testing

/// Real processes: a shell stands in for the compute process.
@Suite(.serialized) struct ComputeSlotTests {
    @Test func `a death is reported with its last words within a second`() throws {
        let slot = try Self.slot("echo no such layer >&2; exit 7")
        let start = ContinuousClock.now
        let failure = try #require(Self.death(of: slot))
        #expect(ContinuousClock.now - start < .seconds(1))
        #expect(failure.kind == .crashed)
        #expect(failure.message.contains("code 7"), "\(failure.message)")
        #expect(failure.message.contains("no such layer"))
        #expect(!slot.isAlive)
    }

    @Test func `a signal is named`() throws {
        let slot = try Self.slot("kill -SEGV $$")
        #expect(Self.death(of: slot)?.message.contains("signal 11") == true)
    }

    @Test func `a death shows though a child holds the pipes open; the child dies too`() throws {
        let slot = try Self.slot("sleep 600 & echo child $! >&2; exit 3")
        let failure = try #require(Self.death(of: slot))
        #expect(failure.message.contains("code 3"), "\(failure.message)")
        let child = try #require(Self.number(after: "child ", in: failure.message))
        #expect(Self.soon { !Self.isAlive(child) })
    }

    @Test func `stopping takes the whole group along`() throws {
        let file = NSTemporaryDirectory() + "/preflight-slot-\(UUID().uuidString)"
        defer { unlink(file) }
        let slot = try Self.slot("sleep 600 & echo $! >\(file); wait")
        #expect(Self.soon { Self.contents(file) != nil })
        let (process, child) = (slot.process, try #require(Self.contents(file)))
        #expect(Self.isAlive(child))
        slot.stop()
        #expect(Self.soon { !Self.isAlive(child) && !Self.isAlive(process) })
    }

    @Test func `a process dies with the thread that started it`() throws {
        let file = NSTemporaryDirectory() + "/preflight-slot-\(UUID().uuidString)"
        defer { unlink(file) }
        let script = "echo $$ >\(file); sleep 600"
        let slot = ComputeSlot(number: 0, command: ["/bin/sh", "-c", script])
        nonisolated(unsafe) let shared = slot
        let thread = Thread {
            try? shared.start()
            _ = Self.soon { Self.contents(file) != nil }
        }
        thread.start()
        #expect(Self.soon { thread.isFinished })
        let failure = try #require(Self.death(of: slot))
        #expect(failure.message.contains("signal 9"), "\(failure.message)")
    }

    @Test func `a process that never reads does not hold up the supervisor`() throws {
        let slot = try Self.slot("sleep 600")
        var assignment = Sample.assignment("a")
        assignment.job.parameters["width"] = .text(String(repeating: "x", count: 1 << 20))
        try slot.send(ComputeRequest(assignment: assignment, blobs: [:]))
        #expect(slot.hasUnsent)
        #expect(slot.reports().isEmpty)
        slot.stop()
        #expect(!slot.hasUnsent)
    }

    @Test func `what a slow reader is owed arrives whole`() throws {
        let slot = try Self.slot("sleep 0.2; wc -c >&2; exit 0")
        let request = ComputeRequest(
            assignment: Sample.assignment("a"),
            blobs: ["x": String(repeating: "x", count: 300_000)])
        try slot.send(request)
        #expect(
            Self.soon {
                _ = slot.reports()
                return !slot.hasUnsent
            })
        #expect(slot.isAlive)
    }

    @Test func `sending to the dead is no harm`() throws {
        let slot = try Self.slot("exit 0")
        #expect(Self.soon { !Self.isAlive(slot.process) })
        try slot.send(ComputeRequest(assignment: Sample.assignment("a"), blobs: [:]))
        #expect(Self.death(of: slot) != nil)
    }

    @Test func `a program that cannot be started is the host's trouble and says why`() throws {
        let slot = ComputeSlot(number: 0, command: ["/nowhere/preflight", "compute"])
        try slot.start()
        let failure = try #require(Self.death(of: slot))
        #expect(failure.kind == .hostTrouble)
        #expect(failure.message.contains("cannot be started: No such"), "\(failure.message)")
        #expect(!slot.wasReady)
    }

    @Test func `garbage instead of replies ends the process`() throws {
        let slot = try Self.slot("printf '\\377\\377\\377\\377' >&3; sleep 600")
        #expect(Self.death(of: slot)?.message.contains("a message of") == true)
    }

    @Test(arguments: [513, 100_000])
    func `nested brackets instead of a reply end the process alone`(depth: Int) throws {
        let file = NSTemporaryDirectory() + "/preflight-reply-\(UUID().uuidString)"
        defer { unlink(file) }
        let length = withUnsafeBytes(of: UInt32(depth).littleEndian) { Data($0) }
        try (length + Data(String(repeating: "[", count: depth).utf8))
            .write(to: URL(filePath: file))
        let slot = try Self.slot("cat \(file) >&3; sleep 600")
        let failure = try #require(Self.death(of: slot))
        #expect(failure.message.contains("nests more than 64"), "\(failure.message)")
    }

    @Test func `a compute process inherits no descriptor but its own`() throws {
        let slot = try Self.slot("ls /proc/self/fd | tr '\\n' ' ' >&2; exit 1")
        // The listing itself holds one: 4.
        #expect(Self.death(of: slot)?.message.contains("0 1 2 3 4") == true)
    }

    @Test func `a hundred lives leak no descriptor`() throws {
        let slot = ComputeSlot(number: 0, command: ["/bin/sh", "-c", "exit 1"])
        try slot.start()
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        for _ in 0..<100 { try slot.start() }
        let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        // Other tests open theirs meanwhile; a leak would be at least one a process.
        #expect(after < before + 90)
    }

    private static func slot(_ script: String) throws -> ComputeSlot {
        let slot = ComputeSlot(number: 0, command: ["/bin/sh", "-c", script])
        try slot.start()
        return slot
    }

    private static func death(of slot: ComputeSlot) -> Failure? {
        var failure: Failure?
        _ = soon {
            for case .died(let found) in slot.reports() { failure = found }
            return failure != nil
        }
        return failure
    }

    private static func soon(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1000 {
            if condition() { return true }
            usleep(5000)
        }
        return condition()
    }

    /// Whether the process exists and is no zombie.
    private static func isAlive(_ process: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return false }
        return !["Z", "X"].contains(text[end...].dropFirst(2).prefix(1))
    }

    private static func contents(_ file: String) -> Int32? {
        (try? String(contentsOfFile: file, encoding: .utf8))
            .flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private static func number(after word: String, in text: String) -> Int32? {
        text.range(of: word).flatMap { range in
            Int32(text[range.upperBound...].prefix(while: \.isNumber))
        }
    }
}
