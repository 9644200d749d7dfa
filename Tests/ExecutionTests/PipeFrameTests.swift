import Execution
import Foundation
import Jobs
import Testing

@Suite struct PipeFrameTests {
    static let replies: [ComputeReply] = [
        .ready,
        .progressed(Jobs.Progress(attempt: Sample.attempt("a"), steps: 3)),
        .finished(
            ComputeReply.JobEnd(
                attempt: Sample.attempt("a"),
                outcome: .trial(
                    TrialResult(state: .infeasible, metrics: ["loss": -.infinity], history: [])),
                numerics: "fused/1", seconds: 0.5, peakMemory: 1 << 30)),
    ]

    @Test(arguments: 0..<50)
    func `messages survive whatever way the pipe cuts them`(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var bytes = try Self.replies.reduce(into: Data()) { $0 += try PipeFrame.encode($1) }
        var buffer = Data()
        var seen: [ComputeReply] = []
        while !bytes.isEmpty {
            let count = min(bytes.count, 1 + random.below(seed == 0 ? 1 : 90))
            buffer += bytes.prefix(count)
            bytes = Data(bytes.dropFirst(count))
            while let reply = try PipeFrame.take(ComputeReply.self, from: &buffer) {
                seen.append(reply)
            }
        }
        #expect(seen == Self.replies)
        #expect(buffer.isEmpty)
    }

    @Test func `a length above the limit is refused before its bytes come`() {
        var buffer = Data([0xff, 0xff, 0xff, 0xff])
        #expect(throws: ExecutionError.self) {
            _ = try PipeFrame.take(ComputeReply.self, from: &buffer)
        }
    }

    @Test func `a frame that is no reply is refused`() {
        var buffer = Data([2, 0, 0, 0]) + Data("{}".utf8)
        #expect(throws: (any Error).self) {
            _ = try PipeFrame.take(ComputeReply.self, from: &buffer)
        }
    }
}

@Suite struct FailureStatusTests {
    @Test(
        arguments: [
            (9, "", false, Failure.Kind.crashed, "signal 9 (Killed)"),
            (9, "", true, .outOfMemory, "signal 9 (Killed)"),
            (11, "Fatal error: index out of range", false, .crashed, "index out of range"),
            (11, "", true, .crashed, "signal 11"),
            (6, "what(): std::bad_alloc", false, .outOfMemory, "bad_alloc"),
            (6, "Could not allocate memory", false, .outOfMemory, "signal 6"),
            (6, "relocation error", false, .crashed, "relocation error"),
            (134, "", false, .crashed, "signal 6"),
            (0, "", false, .crashed, "code 0"), (127 << 8, "", false, .crashed, "code 127"),
            (70 << 8, "out of words", false, .crashed, "code 70"),
        ] as [(Int32, String, Bool, Failure.Kind, String)])
    func `a wait status and last words tell what happened`(
        status: Int32, words: String, lostMemory: Bool, kind: Failure.Kind, part: String
    ) {
        let failure = Failure(status: status, lastWords: words, lostMemory: lostMemory)
        #expect(failure.kind == kind)
        #expect(failure.message.contains(part), "\(failure.message)")
    }

    @Test func `only the last eight lines are told`() {
        let words = (1...20).map { "line \($0)." }.joined(separator: "\n")
        let failure = Failure(status: 6, lastWords: words)
        #expect(!failure.message.contains("line 12."))
        #expect(failure.message.contains("line 13."))
        #expect(failure.message.contains("line 20."))
    }
}
