import Coordination
import Foundation
import GRDB
import Jobs
import Testing
import ZeroMQ

/// JSON that would end the process in Foundation's scanner, at each door of `Coordination`.
@Suite struct NestingTests {
    private static func nested(_ depth: Int) -> Data {
        Data(String(repeating: "[", count: depth).utf8)
    }

    @Test(arguments: [513, 100_000])
    func `nested brackets in any message leave the coordinator as it is`(depth: Int) throws {
        let scene = try Scene()
        let stranger = try HandWorker(at: scene.endpoint)
        let kinds = [
            FromWorker.Hello.kind, FromWorker.Beat.kind, FromWorker.Finished.kind,
            FromWorker.Fetch.kind, FromWorker.Goodbye.kind, FromClient.Offer.kind,
            FromClient.Upload.kind, FromClient.Submit.kind, FromClient.Watch.kind,
            FromClient.Cancel.kind, FromClient.Status.kind,
        ]
        for kind in kinds {
            let envelope = Envelope(
                kind: kind, session: stranger.session, body: Self.nested(depth))
            try stranger.send(envelope.frame)
            let answer = try #require(try stranger.next())
            #expect(answer.body.starts(with: Data("{\"reason\":\"the body".utf8)))
        }
        #expect(try Client(connectingTo: scene.endpoint).status().runs.isEmpty)
    }

    @Test(arguments: [513, 100_000])
    func `a coordinator that answers nested brackets ends no client`(depth: Int) throws {
        let endpoint = "inproc://nesting-\(UUID().uuidString)"
        let isBound = Announcement<Bool>()
        let isOver = Announcement<Bool>()
        let nested = Self.nested(depth)
        let thread = Thread {
            do {
                let router = try Socket(.router, options: .listening, in: Context.ofProcess())
                try router.bind(endpoint)
                isBound.announce(true)
                try Self.answer(nested, on: router)
                _ = isOver.wait()
            } catch {
                isBound.announce(false)
            }
        }
        thread.start()
        #expect(isBound.wait())
        let client = try Client(connectingTo: endpoint)
        #expect(throws: WireError.self) { try client.status() }
        isOver.announce(true)
    }

    /// Waits for a question and answers with a body of these bytes.
    private static func answer(_ body: Data, on router: Socket) throws {
        while true {
            var poll = Poll()
            poll.add(router, for: .readable)
            try poll.wait(.seconds(1))
            guard let question = try router.receive(), let frame = question.frame else { continue }
            let session = try Envelope(frame: frame).session
            let answer = Envelope(kind: ToClient.Overview.kind, session: session, body: body)
            _ = try router.send(answer.frame, to: question.route)
            return
        }
    }

    @Test(arguments: [513, 100_000])
    func `nested brackets in a row of the store are an error that names the store`(
        depth: Int
    ) throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 2)
        let run = try Client(of: scene.service).submit(submission, files: files)
        scene.service.stop()
        let path = scene.folder + "/store.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(
                sql: "UPDATE run SET submission = ? WHERE id = ?",
                arguments: [Self.nested(depth), run.text])
        }
        try queue.close()
        let error = try #require(throws: CoordinationError.self) {
            try CoordinatorService.start(store: path)
        }
        #expect(error.description.contains("nests more than 64"), "\(error)")
        #expect(error.description.contains(path))
    }
}
