import Coordination
import Foundation
import Jobs
import Testing
import ZeroMQ

/// Small, fast and the same everywhere; nothing here needs more.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}

@Suite struct HostileTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func `mutated frames never bring the coordinator down`(seed: UInt64) throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (submission, files) = try scene.submission(jobs: 4)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        let seeds = try messages(from: worker.session, run: run, submission)
        var dice = Dice(state: seed)
        for _ in 0..<1500 {
            var frame = seeds.randomElement(using: &dice)!
            for _ in 0..<Int.random(in: 1...3, using: &dice) { mutate(&frame, with: &dice) }
            if Int.random(in: 0..<16, using: &dice) == 0 {
                try worker.send(frame, Data("more".utf8))
            } else {
                try worker.send(frame)
            }
            while try worker.socket.receive() != nil {}
        }
        #expect(try client.status().runs.contains { $0.run == run })
    }

    private func messages(
        from session: SessionID, run: RunID, _ submission: RunSubmission
    ) throws -> [Data] {
        let attempt = AttemptID(job: JobID(run: run, name: "job-0"), number: 1)
        let hash = ContentHash(of: Data("a blob".utf8))
        let offer = WorkerOffer(
            name: "hand", host: "here", slots: 2, incarnation: "hand", programs: [.toy],
            numerics: ["fused/1"], held: [attempt])
        let all: [any Message] = [
            FromWorker.Hello(offer: offer),
            FromWorker.Beat(running: [Progress(attempt: attempt, steps: 7)]),
            FromWorker.Finished(result: HandWorker.result(attempt)),
            FromWorker.Fetch(hash: hash, offset: 1), FromWorker.Goodbye(reason: "x"),
            FromClient.Offer(blobs: [hash]), FromClient.Upload(hash: hash, offset: 0, size: 6),
            FromClient.Submit(submission: submission), FromClient.Watch(run: run, from: 0),
            FromClient.Cancel(run: run, drain: true), FromClient.Status(),
        ]
        return try all.map { message in
            try message.envelope(from: session, payload: Data("a bl".utf8)).frame
        }
    }

    private func mutate(_ frame: inout Data, with dice: inout Dice) {
        let end = (frame.firstIndex(of: 0x0A) ?? -1) + 1
        let (header, body) = (Data(frame.prefix(end)), Data(frame.dropFirst(end)))
        switch Int.random(in: 0..<9, using: &dice) {
        case 0: frame = number(in: header, with: &dice) + body
        case 1: frame = header + number(in: body, with: &dice)
        case 2: frame = header + Data(body.shuffled(using: &dice))
        case 3: frame = Data(header.shuffled(using: &dice)) + body
        case 4: frame = Data(frame.prefix(Int.random(in: 0...frame.count, using: &dice)))
        case 5: frame += body
        case 6: frame = Self.fitting(number(in: body, with: &dice), to: header)
        default:
            guard !frame.isEmpty else { return }
            let byte = Int.random(in: 0..<frame.count, using: &dice)
            frame[byte] = UInt8.random(in: 0...255, using: &dice)
        }
    }

    /// A frame of another body whose lengths are right, so that the body itself is read.
    private static func fitting(_ body: Data, to header: Data) -> Data {
        guard let found = FrameHeader(header) else { return header + body }
        return Envelope(kind: found.kind, session: found.session, body: body).frame
    }

    /// Puts an outrageous number where there was a digit.
    private func number(in text: Data, with dice: inout Dice) -> Data {
        let digits = text.indices.filter { (0x30...0x39).contains(text[$0]) }
        guard let index = digits.randomElement(using: &dice) else { return text }
        let numbers = [
            "-1", "9223372036854775807", "-9223372036854775808", "1e308", "1e400", "NaN",
            "99999999999999999999999", "4096", "65536",
        ]
        var changed = text
        changed.replaceSubrange(
            index...index, with: Data(numbers.randomElement(using: &dice)!.utf8))
        return changed
    }

    @Test func `a coordinator off loopback needs keys`() throws {
        let scene = try Scene()
        for endpoint in ["tcp://0.0.0.0:*", "tcp://*:7707", "tcp://node-1:7707"] {
            let error = try #require(throws: CoordinationError.self) {
                try CoordinatorService.start(
                    endpoints: [endpoint], store: scene.folder + "/other.sqlite")
            }
            #expect(error.kind == .keys)
            #expect(error.description.contains("preflight keys init"))
        }
        #expect(throws: CoordinationError.self) { try Client(connectingTo: "tcp://node-1:7707") }
        #expect(throws: ZeroMQError.self) { try Client(connectingTo: "node-1") }
    }
}
