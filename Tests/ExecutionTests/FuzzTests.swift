import Execution
import Foundation
import FrameMutation
import Jobs
import Testing

/// Everything that comes from outside is decoded from bytes that nobody of ours would send:
/// `FUZZ_FRAMES=10000000` of them, as `Tests/run --long` does. It happens in a process of its own,
/// whose death or growth is seen.
@Suite struct FuzzTests {
    static let isChild = ProcessInfo.processInfo.environment["FUZZ_CHILD"] != nil
    static let frames: Int = {
        let environment = ProcessInfo.processInfo.environment
        let usual = environment["PREFLIGHT_LONG"] == nil ? 100_000 : 10_000_000
        return environment["FUZZ_FRAMES"].flatMap(Int.init) ?? usual
    }()

    @Test(.disabled(if: isChild)) func `mutated frames end no process and fill no memory`() throws {
        let child = Process()
        child.executableURL = URL(filePath: CommandLine.arguments[0])
        child.arguments = [
            "--testing-library", "swift-testing", "--filter", "ExecutionTests.FuzzTests",
        ]
        child.environment = ProcessInfo.processInfo.environment.merging(["FUZZ_CHILD": "1"]) { $1 }
        let output = Pipe()
        child.standardOutput = output
        child.standardError = output
        try child.run()
        let words = try output.fileHandleForReading.readToEnd() ?? Data()
        child.waitUntilExit()
        let text = String(decoding: words.suffix(4000), as: UTF8.self)
        #expect(child.terminationReason == .exit && child.terminationStatus == 0, "\(text)")
        #expect(text.contains("are taken or refused\" passed"), "\(text)")
    }

    @Test(.enabled(if: isChild)) func `mutated frames are taken or refused`() throws {
        let seed = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        var decoding = try FuzzedDecoding(seed: seed)
        try decoding.expectCorpusIsSound()
        // What is kept for good is there after a while.
        for _ in 0..<Self.frames / 10 { decoding.turn() }
        let before = Self.residentBytes
        for _ in 0..<Self.frames * 9 / 10 { decoding.turn() }
        let growth = Self.residentBytes - before
        #expect(growth < 32 << 20, "\(growth) bytes more")
        // Both kinds of outcome are tested.
        #expect(decoding.taken > Self.frames / 100 && decoding.refused > Self.frames / 4)
    }

    /// The memory that this process occupies.
    private static var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let words = text.split(separator: " ")
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

/// All decoders of messages, and mutated bytes for them.
struct FuzzedDecoding {
    private(set) var taken = 0
    private(set) var refused = 0
    private var frames: FrameMutator
    private var text: TextMutator
    private let pipe: [[UInt8]]
    private let records: [[UInt8]]
    private let types: [String: any Message.Type]

    private static let messages: [any Message.Type] = [
        FromWorker.Hello.self, FromWorker.Beat.self, FromWorker.Finished.self,
        FromWorker.Fetch.self, FromWorker.Reached.self, FromWorker.Goodbye.self,
        FromWorker.Inquire.self, FromClient.Offer.self, FromClient.Upload.self,
        FromClient.Submit.self, FromClient.Watch.self, FromClient.Cancel.self,
        FromClient.Status.self, FromClient.Drain.self, FromClient.Recall.self,
        FromClient.Fetch.self, FromClient.Reached.self, ToWorker.Welcome.self,
        ToWorker.Assign.self, ToWorker.Facts.self, ToWorker.Cancel.self,
        ToWorker.Acknowledge.self, ToWorker.Piece.self, ToWorker.Dismiss.self, ReadMark.self,
        ToClient.Missing.self, ToClient.Received.self, ToClient.Accepted.self,
        ToClient.Refused.self, ToClient.Run.self, ToClient.Recorded.self, ToClient.Advanced.self,
        ToClient.Ended.self, ToClient.Overview.self, ToClient.Draining.self,
        ToClient.Recalled.self,
    ]

    init(seed: UInt64) throws {
        let goldens = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "JobsTests/Goldens")
        frames = try FrameMutator(
            goldens: goldens, speakers: ["worker", "client", "coordinator"], seed: seed)
        types = Dictionary(uniqueKeysWithValues: Self.messages.map { ($0.kind, $0) })
        let assign = goldens.appending(path: "coordinator.assign.json")
        let assignment = try CanonicalJSON.decode(
            ToWorker.Assign.self, from: try Data(contentsOf: assign)
        ).assignment
        let request = ComputeRequest(assignment: assignment, blobs: ["a": "/tmp/b"])
        let replies = try PipeFrameTests.replies.map { try CanonicalJSON.encode($0) }
        pipe = ([try CanonicalJSON.encode(request)] + replies).map { Array($0) }
        records = try ["record", "record.held-back", "outcomes-read"].map {
            Array(try Data(contentsOf: goldens.appending(path: $0 + ".json")))
        }
        text = TextMutator(pipe + records, seed: seed)
    }

    /// Whether the real messages are read, each kind of them.
    func expectCorpusIsSound() throws {
        #expect(Set(try frames.corpus.map { try Envelope(frame: $0).kind }) == Set(types.keys))
        for frame in frames.corpus {
            let envelope = try Envelope(frame: frame)
            _ = try #require(types[envelope.kind]).init(envelope)
        }
    }

    /// Decodes one mutated message, in the way of its kind.
    mutating func turn() {
        do {
            switch text.dice.below(8) {
            case 0: try readPipe()
            case 1: try readRecord()
            default: try readFrame()
            }
            taken += 1
        } catch {
            refused += 1
        }
    }

    /// A message that is understood can be said again.
    private mutating func readFrame() throws {
        let envelope = try Envelope(frame: frames.next())
        guard let type = types[envelope.kind] else { throw WireError("an unknown kind") }
        let message = try type.init(envelope)
        _ = try message.envelope(from: envelope.session)
    }

    private mutating func readPipe() throws {
        var body = text.dice.below(2) == 0 ? pipe[0] : pipe[text.dice.below(pipe.count)]
        for _ in 0...text.dice.below(3) { text.mutate(&body) }
        let isWrong = text.dice.below(8) == 0
        let length = UInt32(isWrong ? text.dice.below(1 << 32) : body.count)
        var buffer = withUnsafeBytes(of: length.littleEndian) { Data($0) } + Data(body)
        let isReply = text.dice.below(2) == 0
        while buffer.count > 4 {
            let isWhole =
                isReply
                ? try PipeFrame.take(ComputeReply.self, from: &buffer) != nil
                : try PipeFrame.take(ComputeRequest.self, from: &buffer) != nil
            if !isWhole { return }
        }
    }

    private mutating func readRecord() throws {
        let index = text.dice.below(records.count)
        var body = records[index]
        for _ in 0...text.dice.below(3) { text.mutate(&body) }
        if index == 2 {
            _ = try CanonicalJSON.encode(
                try CanonicalJSON.decode(ReadOutcomes.self, from: Data(body)))
        } else {
            _ = try CanonicalJSON.encode(try CanonicalJSON.decode(JobRecord.self, from: Data(body)))
        }
    }
}
