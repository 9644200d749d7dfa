import Coordination
import Foundation
import GRDB
import Jobs
import Testing
import ZeroMQ

/// Runs that grow, through the wire and the store.
@Suite struct GrowthTests {
    static let plan = [
        PlannedJob(name: "a/1", work: .probe),
        PlannedJob(
            name: "a/judge", work: .judge, checks: ["a"],
            reads: [JobRead(.job("a/1")), JobRead(.job("b"))]),
    ]

    /// `b`, and `a`, which plans a probe and a judge that reads the probe and `b`.
    static func submission(_ scene: Scene) throws -> (RunSubmission, [ContentHash: String]) {
        var (submission, files) = try scene.submission(jobs: 1)
        submission.jobs = [
            PlannedJob(name: "b", checks: ["b"]), PlannedJob(name: "a", checks: ["a"], plans: true),
        ]
        return (submission, files)
    }

    @Test(arguments: [1, 40_000])
    func `a reader is given what is stored, a long list as a blob, also after a restart`(
        count: Int
    ) throws {
        let scene = try Scene()
        let (submission, files) = try Self.submission(scene)
        let run = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        var worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        try worker.work(1)
        try worker.finish(
            try worker.expect(ToWorker.Assign.self).assignment.attempt, .plan(Self.plan))
        let probe = Outcome.probe(
            ProbeResult(values: ["loss": (0..<count).map { Double($0) / 3 }]))
        try worker.finish(try worker.expect(ToWorker.Assign.self).assignment.attempt, probe)
        #expect(try worker.expect(ToWorker.Assign.self).assignment.job == Self.plan[1])
        for _ in 0..<2 { _ = try worker.expect(ToWorker.Acknowledge.self) }

        try scene.restart()
        worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let assignment = try worker.expect(ToWorker.Assign.self).assignment
        #expect(assignment.attempt.number > 100, "a start's numbers are its own")
        let outcomes = try outcomes(assignment, worker)
        #expect(outcomes.map(\.job) == ["a/1", "b"] && outcomes[0].content == .outcome(probe))
        try worker.finish(assignment.attempt, .findings([HandWorker.finding("a")]))
        let (records, state) = try Client(of: scene.service).records(of: run)
        #expect((0..<4).map { records[$0]?.path.text } == ["0", "1", "1.0", "1.1"])
        #expect(state == .completed)

        try scene.restart()
        let standing = try Client(of: scene.service).status().runs[0]
        #expect(standing.counts.total == 4 && standing.counts.done == 4)
    }

    private func outcomes(
        _ assignment: Assignment, _ worker: HandWorker
    ) throws -> [ReadOutcome] {
        guard case .blob(let hash) = assignment.outcomes else {
            guard case .list(let outcomes) = assignment.outcomes else { return [] }
            return outcomes
        }
        var bytes = Data()
        while true {
            try worker.say(FromWorker.Fetch(hash: hash, offset: bytes.count))
            let envelope = try worker.envelope(ToWorker.Piece.self)
            let piece = try ToWorker.Piece(envelope)
            bytes += envelope.payload
            if bytes.count >= piece.size { break }
        }
        #expect(bytes.count > ReadOutcomes.room && ContentHash(of: bytes) == hash)
        return try CanonicalJSON.decode([ReadOutcome].self, from: bytes)
    }

    @Test func `metrics are read by themselves`() throws {
        let scene = try Scene()
        var (submission, files) = try scene.submission(jobs: 1)
        submission.kind = .search
        submission.search = SearchPlan(
            space: [], trials: .random(3), metric: "loss", goal: .minimize)
        let source = JobRead.Source.range(prefix: "trial/", first: 0, end: 3)
        submission.jobs = [
            PlannedJob(
                name: "repeat", work: .repeats, reads: [JobRead(source, part: .metric("loss"))],
                plans: true)
        ]
        _ = try Client(of: scene.service).submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let outcomes: [Outcome] = [
            .trial(TrialResult(state: .completed, metrics: ["loss": 0.5, "x": 1], history: [])),
            .trial(TrialResult(state: .infeasible, metrics: ["loss": .nan], history: [])),
            .failure(Failure(.refused, "no")),
        ]
        for outcome in outcomes {
            try worker.finish(try worker.expect(ToWorker.Assign.self).assignment.attempt, outcome)
        }
        let assignment = try worker.expect(ToWorker.Assign.self).assignment
        guard case .list(let list) = assignment.outcomes else {
            Issue.record("no list came")
            return
        }
        let scores = list.compactMap { item in
            if case .score(let score) = item.content { score } else { nil }
        }
        #expect(scores.map(\.state) == [.completed, .infeasible, .failed])
        #expect(scores[0].value == 0.5 && scores[1].value?.isNaN == true && scores[2].value == nil)
    }

    @Test func `a drained run stays drained over a restart`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (submission, files) = try Self.submission(scene)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let held = try worker.expect(ToWorker.Assign.self).assignment.attempt
        try client.cancel(run, drain: true)
        try scene.restart()
        let other = try HandWorker(at: scene.endpoint)
        try other.greet(held: [held])
        #expect(try other.expect(ToWorker.Cancel.self).attempt == held)
        #expect(try Client(of: scene.service).records(of: run).state == .cancelled)
    }

    @Test(arguments: ["a\u{0}", "a\u{0}b", "é"])
    func `a name that a store could confuse with another is refused`(name: String) throws {
        let scene = try Scene()
        var (submission, files) = try scene.submission(jobs: 2)
        submission.jobs[1].name = name
        let client = try Client(connectingTo: scene.endpoint)
        let error = try #require(throws: CoordinationError.self) {
            try client.submit(submission, files: files)
        }
        #expect(error.kind == .refused && error.description.contains("printable"))
    }

    @Test func `records that contradict the store end their run alone`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        var (submission, files) = try scene.submission(jobs: 2)
        let odd = try client.submit(submission, files: files)
        submission.id = Seal.drawName()
        submission.seed += 1
        let sound = try client.submit(submission, files: files)
        try scene.restart { path in
            try DatabaseQueue(path: path).write { database in
                try database.execute(
                    sql: """
                        INSERT INTO record (run, path, number, job, ending)
                        VALUES (?, '1', 7, 'job-0', 'result')
                        """, arguments: [odd.text])
            }
        }
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        for _ in 0..<4 {
            try worker.finish(try worker.expect(ToWorker.Assign.self).assignment.attempt)
        }
        let watcher = try Client(of: scene.service)
        #expect(try watcher.records(of: sound).state == .completed)
        #expect(try watcher.records(of: odd).state == .incomplete)
        try scene.restart()
        let states = try Client(of: scene.service).status().runs.map(\.state)
        #expect(states == [.incomplete, .completed])
    }
}
