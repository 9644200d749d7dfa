import Coordination
import Foundation
import Jobs
import Testing
import ZeroMQ

/// A worker made from the page `Protocol` alone, as one in another language would be: bytes on a
/// DEALER socket, and nothing of `Jobs`.
private final class StrangersWorker {
    /// A frame taken apart as the page says.
    struct Heard {
        var kind: String
        var body: [String: Any]
        var payload: Data
    }

    private let socket: Socket
    let session = "5eed5eed5eed5eed5eed5eed5eed5eed"

    init(at endpoint: String) throws {
        socket = try Socket(.dealer, options: .connecting, in: try Context.ofProcess())
        try socket.connect(endpoint)
    }

    func say(_ kind: String, _ body: String) throws {
        var poll = Poll()
        poll.add(socket, for: .writable)
        try poll.wait(.seconds(30))
        let frame = "preflight/4 worker.\(kind) \(session) \(body.utf8.count) 0\n" + body
        #expect(try socket.send(Data(frame.utf8)) == .sent)
    }

    /// The next message of one kind; others are passed over.
    func hear(_ kind: String) throws -> Heard {
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            guard let frame = try socket.receive()?.frame else {
                var poll = Poll()
                poll.add(socket, for: .readable)
                try poll.wait(.seconds(1))
                continue
            }
            let line = frame.prefix { $0 != 10 }
            let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
            #expect(words.count == 5 && words[0] == "preflight/4" && words[2] == session)
            let (body, payload) = (try #require(Int(words[3])), try #require(Int(words[4])))
            let rest = Data(frame.dropFirst(line.count + 1))
            #expect(rest.count == body + payload)
            if words[1] == "coordinator.mark" {
                try say("reached", String(decoding: rest.prefix(body), as: UTF8.self))
            }
            guard words[1] == "coordinator.\(kind)" else { continue }
            let object = try JSONSerialization.jsonObject(with: rest.prefix(body))
            return Heard(
                kind: words[1], body: try #require(object as? [String: Any]),
                payload: rest.suffix(payload))
        }
        throw StrangersError(kind: kind)
    }

    private struct StrangersError: Error { var kind: String }
}

@Suite struct StrangerTests {
    @Test func `a worker made of bytes serves a job from hello to dismiss`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try client.submit(submission, files: files)

        let worker = try StrangersWorker(at: scene.endpoint)
        try worker.say(
            "hello",
            #"{"offer":{"name":"stranger","host":"elsewhere","slots":1,"held":[],"#
                + #""incarnation":"5f0c","greeting":1,"#
                + #""programs":[{"name":"toy","build":"1"}],"numerics":["fused/1"]}}"#)
        #expect(try worker.hear("welcome").body["beatInterval"] as? Double ?? 0 > 0)

        let assigned = try worker.hear("assign").body["assignment"] as? [String: Any]
        let assignment = try #require(assigned)
        let attempt = try #require(assignment["attempt"] as? [String: Any])
        let hash = try #require(assignment["file"] as? String)
        let name = try #require((assignment["job"] as? [String: Any])?["name"] as? String)
        #expect(name == "job-0")
        #expect((assignment["program"] as? [String: String]) == ["name": "toy", "build": "1"])
        #expect(assignment["numerics"] as? String == "fused/1")
        #expect(try fetch(hash, worker) == Data("experiment: toy".utf8))

        let token = try #require(attempt["token"] as? String)
        let attemptText =
            #"{"job":{"run":"\#(run)","name":"\#(name)"},"number":\#(attempt["number"] as! Int),"#
            + #""token":"\#(token)"}"#
        try worker.say("beat", #"{"running":[{"attempt":\#(attemptText),"steps":12}]}"#)
        _ = try worker.hear("welcome")
        #expect(try client.status().workers.first?.running.map(\.description) == ["\(run)/job-0#1"])

        try worker.say("finished", result(attemptText, of: name))
        #expect(try worker.hear("acknowledge").body["attempt"] != nil)
        let record = try #require(try client.records(of: run).records[0])
        #expect(record.execution?.host == "elsewhere")
        guard case .findings(let findings) = record.outcome else {
            Issue.record("\(record.outcome)")
            return
        }
        #expect(findings.first?.evidence == "seen from afar")
        #expect(findings.first?.measurements.first?.value.isNaN == true)

        try worker.say("goodbye", #"{"reason":"done"}"#)
        #expect(try worker.hear("dismiss").body["retry"] as? Bool == false)
        #expect(try client.status().workers.isEmpty)
    }

    private func result(_ attempt: String, of job: String) -> String {
        #"{"result":{"attempt":\#(attempt),"numerics":"fused/1","#
            + #""execution":{"host":"elsewhere","worker":"stranger","slot":0,"seconds":1.5,"#
            + #""peakMemory":4096},"outcome":{"findings":[{"check":"\#(job)","verdict":"passed","#
            + #""verifies":"v","expected":"e","evidence":"seen from afar","advice":"","#
            + #""explains":[],"#
            + #""thresholds":{},"measurements":[{"name":"m","value":"NaN","expected":"","#
            + #""unit":""}],"series":[],"pictures":[],"tables":[]}]}}}"#
    }

    private func fetch(_ hash: String, _ worker: StrangersWorker) throws -> Data {
        var bytes = Data()
        while true {
            try worker.say("fetch", #"{"hash":"\#(hash)","offset":\#(bytes.count)}"#)
            let piece = try worker.hear("piece")
            bytes += piece.payload
            let size = try #require(piece.body["size"] as? Int)
            guard size >= 0, bytes.count < size else { return bytes }
        }
    }
}
