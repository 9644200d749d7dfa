import Foundation
import Jobs
import Randomness

/// Frames of somebody who means harm.
enum Harm {
    static func frame(
        _ number: Int, runs: [RunID], jobs: [JobKey], _ random: inout RandomStream
    ) -> Data {
        let session = SessionID("harm-\(random.integer(below: 3))")
        let run = runs.isEmpty ? RunID("00000000") : runs[number % runs.count]
        let name = jobs.isEmpty ? "data" : jobs[number % jobs.count].name
        // A job of theirs, with a token that nobody gave.
        let attempt = AttemptID(
            job: JobID(run: run, name: name), number: 1 + Int(random.integer(below: 3)),
            token: String(repeating: "0", count: 32))
        let here = JobResult.Execution(
            host: "harm", worker: "harm", slot: 0, seconds: 1, peakMemory: 0)
        switch random.integer(below: 9) {
        case 0:
            return bytes(
                FromWorker.Finished(
                    result: JobResult(
                        attempt: attempt, outcome: Samples.failure(.refused),
                        numerics: Samples.kind, execution: here)), session)
        case 1: return bytes(FromClient.Cancel(run: run, drain: false), session)
        case 2: return bytes(FromClient.Watch(run: run, from: 0), session)
        case 3:
            return bytes(
                FromWorker.Beat(running: [Progress(attempt: attempt, steps: .max)]), session)
        case 4: return torn(bytes(FromClient.Status(), session), &random)
        case 5: return Data((0..<200).map { _ in UInt8(truncatingIfNeeded: random.nextWord()) })
        case 6: return bytes(FromWorker.Goodbye(reason: "\u{1b}[2J"), session)
        case 7:
            let offer = WorkerOffer(
                name: "harm", host: "harm", slots: 4096, incarnation: "harm", greeting: 1 << 40,
                programs: [Program(name: "none", build: "")], numerics: ["K"],
                held: [attempt])
            return bytes(FromWorker.Hello(offer: offer), session)
        default:
            return bytes(
                FromClient.Upload(hash: ContentHash(of: Data("harm".utf8)), offset: 0, size: 4),
                session, payload: Data("evil".utf8))
        }
    }

    private static func bytes(
        _ message: some Message, _ session: SessionID, payload: Data = Data()
    ) -> Data {
        guard let envelope = try? message.envelope(from: session, payload: payload) else {
            fatalError("no JSON: \(message)")
        }
        return envelope.frame
    }

    /// Some of its bytes are others, or not there.
    private static func torn(_ frame: Data, _ random: inout RandomStream) -> Data {
        var frame = frame.prefix(Int(random.integer(below: UInt64(frame.count)))) + Data([0])
        let index = frame.startIndex + Int(random.integer(below: UInt64(frame.count)))
        frame[index] ^= UInt8(1 + random.integer(below: 255))
        return Data(frame)
    }
}
