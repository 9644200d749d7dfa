import Coordination
import Foundation
import Jobs
import Testing
import ZeroMQ

@Suite struct RunTests {
    @Test(arguments: [true, false])
    func `a run's records reach its watcher in order, and then its end`(isEmbedded: Bool) throws {
        let scene = try Scene()
        let client =
            isEmbedded
            ? try Client(of: scene.service) : try Client(connectingTo: scene.endpoint)
        let worker = try HandWorker(
            at: isEmbedded ? scene.service.inProcessEndpoint : scene.endpoint)
        let (submission, files) = try scene.submission(jobs: 3)
        let run = try client.submit(submission, files: files)
        try worker.greet()
        #expect(try worker.expect(ToWorker.Welcome.self).beatInterval == 1)
        try worker.work(3)
        let (records, state) = try client.records(of: run)
        #expect(state == .completed)
        #expect((0..<3).map { records[$0]?.job.name } == ["job-0", "job-1", "job-2"])
        #expect(records[1]?.outcome == .findings([HandWorker.finding("job-1")]))
        #expect(try client.status().runs.map(\.state) == [.completed])
        #expect(try client.status().workers.map(\.name) == ["hand"])
    }

    @Test func `a watcher begins where it says`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 5)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        try worker.work(5)
        #expect(try client.records(of: run, from: 3).records.keys.sorted() == [3, 4])
        #expect(try client.records(of: run, from: 5).state == .completed)
    }

    @Test func `a watcher that does not read for long misses nothing`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (submission, files) = try scene.submission(jobs: 2500)
        let run = try client.submit(submission, files: files)
        try client.watch(run) { _ in .stop }
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet(slots: 500)
        try worker.work(2500, slots: 500)
        let (records, state) = try client.records(of: run)
        #expect(records.count == 2500)
        #expect(state == .completed)
    }

    @Test func `cancelling ends a run and takes its job back`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 2)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let attempt = try worker.expect(ToWorker.Assign.self).assignment.attempt
        try client.cancel(run, drain: false)
        #expect(try worker.expect(ToWorker.Cancel.self).attempt == attempt)
        #expect(try client.records(of: run).state == .cancelled)
    }

    @Test func `what makes no sense is refused with a reason`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 2)
        var twice = submission
        twice.jobs[1].name = "job-0"
        let error = try #require(throws: CoordinationError.self) {
            try client.submit(twice, files: files)
        }
        #expect(error.description.contains("two jobs of the run have the name job-0"))
        #expect(throws: CoordinationError.self) { try client.cancel(RunID("none"), drain: true) }
        #expect(throws: CoordinationError.self) { try client.watch(RunID("none")) { _ in .goOn } }
        #expect(try client.status().runs.isEmpty)
    }

    @Test func `an unknown session is told to greet again`() throws {
        let scene = try Scene()
        let worker = try HandWorker(at: scene.endpoint)
        try worker.say(FromWorker.Beat(running: []))
        #expect(try worker.expect(ToWorker.Dismiss.self).retry)
        try worker.greet()
        _ = try worker.expect(ToWorker.Welcome.self)
        try worker.say(FromWorker.Beat(running: []))
        _ = try worker.expect(ToWorker.Welcome.self)
        try worker.say(FromWorker.Goodbye(reason: "done"))
        #expect(try !worker.expect(ToWorker.Dismiss.self).retry)
    }

    @Test func `another version of the protocol gets an answer that it can read`() throws {
        let scene = try Scene()
        let worker = try HandWorker(at: scene.endpoint)
        let header = "preflight/9 worker.beat \(worker.session) and what version 9 says\n"
        try worker.send(Data(header.utf8))
        var poll = Poll()
        poll.add(worker.socket, for: .readable)
        try poll.wait(.seconds(20))
        let answer = try #require(try worker.socket.receive()?.frame)
        let start = "preflight/9 coordinator.dismiss \(worker.session) "
        #expect(answer.starts(with: Data(start.utf8)))
        let dismissal = try ToWorker.Dismiss(
            Envelope(frame: Data("preflight/4".utf8) + answer.dropFirst(11)))
        #expect(!dismissal.retry)
        #expect(dismissal.reason.contains("same release"))
    }

    @Test func `a submission that no message could tell of is refused on both sides`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (small, files) = try scene.submission(jobs: 1)
        var submission = small
        submission.jobs[0].heldBackBy = [String(repeating: "x", count: RunSubmission.sizeLimit)]
        let error = try #require(throws: CoordinationError.self) {
            try client.submit(submission, files: files)
        }
        #expect(error.kind == .usage)
        let stranger = try HandWorker(at: scene.endpoint)
        try stranger.say(FromClient.Submit(submission: submission))
        let reason = try stranger.expect(ToClient.Refused.self).reason
        #expect(reason.contains("at most \(RunSubmission.sizeLimit)"), "\(reason)")
    }

    @Test func `a result that no message could carry becomes a failure that says so`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let attempt = try worker.expect(ToWorker.Assign.self).assignment.attempt
        var finding = HandWorker.finding("job-0")
        finding.evidence = String(repeating: "x", count: 1_000_000)
        try worker.finish(attempt, .findings([finding]))
        guard case .failure(let failure) = try client.records(of: run).records[0]?.outcome else {
            Issue.record("no failure came")
            return
        }
        #expect(failure.kind == .refused)
        #expect(failure.message.contains("bytes"))
    }
}
