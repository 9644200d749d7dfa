import Coordination
import Foundation
import Jobs
import Scheduling
import Testing
import ZeroMQ

/// A worker may speak only of attempts that it was given.
@Suite struct AttemptTokenTests {
    private struct Work {
        let scene: Scene
        let client: Client
        let run: RunID
        let worker: HandWorker
        let attempt: AttemptID

        init() throws {
            scene = try Scene()
            client = try Client(of: scene.service)
            let (submission, files) = try scene.submission(jobs: 1)
            run = try client.submit(submission, files: files)
            worker = try HandWorker(at: scene.endpoint)
            try worker.greet()
            attempt = try worker.expect(ToWorker.Assign.self).assignment.attempt
        }
    }

    static let forgeries: [@Sendable (AttemptID) -> AttemptID] = [
        { $0.bare },
        { AttemptID(job: $0.job, number: $0.number, token: String(repeating: "0", count: 32)) },
        { AttemptID(job: $0.job, number: $0.number + 1, token: $0.token) },
        { AttemptID(job: $0.job, number: .max, token: $0.token) },
        { AttemptID(job: $0.job, number: .min, token: "") },
        {
            let job = JobID(run: $0.job.run, name: $0.job.name + "0")
            return AttemptID(job: job, number: $0.number, token: $0.token)
        },
    ]

    @Test(arguments: forgeries.indices)
    func `a forged attempt is neither adopted nor advanced nor stored`(_ index: Int) throws {
        let work = try Work()
        let forged = Self.forgeries[index](work.attempt)
        let thief = try HandWorker(at: work.scene.endpoint)
        try thief.greet(held: [forged])
        #expect(try thief.expect(ToWorker.Cancel.self).attempt == forged)
        try thief.finish(forged)
        #expect(try thief.expect(ToWorker.Cancel.self).attempt == forged)
        try thief.say(FromWorker.Beat(running: [Progress(attempt: forged, steps: .max)]))
        #expect(try thief.expect(ToWorker.Cancel.self).attempt == forged)
        let overview = try work.client.status()
        #expect(overview.runs.map(\.counts.done) == [0])
        #expect(overview.workers.map(\.running) == [[work.attempt.bare], []])
        try work.worker.finish(work.attempt)
        #expect(try work.worker.expect(ToWorker.Acknowledge.self).attempt == work.attempt)
        #expect(try work.client.records(of: work.run).state == .completed)
    }

    @Test func `tokens outlive the coordinator's process`() throws {
        let work = try Work()
        try work.scene.restart()
        let worker = try HandWorker(at: work.scene.endpoint)
        try worker.greet(held: [work.attempt])
        try worker.finish(work.attempt)
        #expect(try worker.expect(ToWorker.Acknowledge.self).attempt == work.attempt)
        let client = try Client(of: work.scene.service)
        #expect(try client.records(of: work.run).records[0]?.attempt == work.attempt.number)
    }

    @Test func `nobody takes over a worker by naming itself like it`() throws {
        let directory = try KeyDirectory.make(
            at: NSTemporaryDirectory() + "preflight-keys-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        try directory.issue("mallory", role: .worker)
        let scene = try Scene(keys: try directory.coordinatorKeys())
        let honest = try HandWorker(
            at: scene.endpoint, identity: try directory.workerIdentity())
        try honest.greet(incarnation: "one")
        _ = try honest.expect(ToWorker.Welcome.self)
        let thief = try HandWorker(
            at: scene.endpoint, identity: try directory.identity(of: "mallory"))
        try thief.greet(incarnation: "one", greeting: 9)
        _ = try thief.expect(ToWorker.Welcome.self)
        #expect(try Client(of: scene.service).status().workers.count == 2)
        let heir = try HandWorker(
            at: scene.endpoint, identity: try directory.workerIdentity())
        try heir.greet(incarnation: "one", greeting: 2)
        _ = try heir.expect(ToWorker.Welcome.self)
        #expect(try Client(of: scene.service).status().workers.count == 2)
    }
}
