import Foundation
import Jobs
import Testing

@Suite struct GoldenTests {
    static let fromOthers: [GoldenSample] = [
        GoldenSample(
            FromWorker.Hello(
                offer: WorkerOffer(
                    name: "alice", host: "node-1", slots: 4,
                    incarnation: "5f0c8a1be2d94730a6b1c2d3e4f50617", greeting: 2,
                    programs: [Sample.program], numerics: ["fused/1", "openblas/SkylakeX"],
                    canary: ["fused/1": ["products": "4c4e87bbf7efebd5"]],
                    held: [Sample.attempt]))),
        GoldenSample(FromWorker.Beat(running: [Progress(attempt: Sample.attempt, steps: 812)])),
        GoldenSample(
            FromWorker.Finished(
                result: JobResult(
                    attempt: Sample.attempt, outcome: .trial(Sample.trial), numerics: "fused/1",
                    execution: Sample.execution))),
        GoldenSample(FromWorker.Fetch(hash: Sample.hash, offset: 524_288)),
        GoldenSample(FromWorker.Reached(mark: Sample.proof)),
        GoldenSample(FromWorker.Goodbye(reason: "stopped")),
        GoldenSample(FromClient.Offer(blobs: [Sample.hash])),
        GoldenSample(FromClient.Upload(hash: Sample.hash, offset: 0, size: 18)),
        GoldenSample(FromClient.Submit(submission: Sample.submission, proof: Sample.proof)),
        GoldenSample(FromClient.Watch(run: Sample.run, from: 12, proof: Sample.proof)),
        GoldenSample(FromClient.Cancel(run: Sample.run, drain: true, proof: Sample.proof)),
        GoldenSample(FromClient.Status()),
        GoldenSample(FromClient.Drain(name: "node-1", now: true)),
        GoldenSample(FromClient.Recall(run: Sample.run, job: "trial/17")),
        GoldenSample(FromClient.Fetch(run: Sample.run, hash: Sample.hash, offset: 524_288)),
        GoldenSample(FromWorker.Inquire()),
        GoldenSample(FromClient.Reached(mark: Sample.proof)),
    ]

    static let assignment = Assignment(
        attempt: Sample.attempt, job: Sample.job, program: Sample.program,
        file: Sample.hash, data: Sample.submission.data, seed: .max,
        numerics: "fused/1",
        outcomes: .list([
            ReadOutcome(job: "overfit-one-batch", content: .outcome(.plan([]))),
            ReadOutcome(
                job: "trial/0",
                content: .score(TrialScore(state: .completed, value: 0.5))),
        ]))

    static let fromCoordinator: [GoldenSample] = [
        GoldenSample(ToWorker.Welcome(beatInterval: 1)),
        GoldenSample(ToWorker.Assign(assignment: assignment)),
        GoldenSample(ToWorker.Facts(time: 1_800_000_000.5, workers: 3, trouble: "")),
        GoldenSample(ToClient.Draining(name: "node-1", workers: ["alice on node-1"])),
        GoldenSample(ToClient.Recalled(assignment: assignment, number: 17)),
        GoldenSample(ToWorker.Cancel(attempt: Sample.attempt)),
        GoldenSample(ToWorker.Acknowledge(attempt: Sample.attempt)),
        GoldenSample(ToWorker.Piece(hash: Sample.hash, offset: 0, size: 18)),
        GoldenSample(ReadMark(mark: Sample.proof)),
        GoldenSample(ToWorker.Dismiss(reason: "greet again", retry: true)),
        GoldenSample(ToClient.Missing(blobs: [Sample.hash])),
        GoldenSample(ToClient.Received(hash: Sample.hash, offset: 18)),
        GoldenSample(ToClient.Accepted(run: Sample.run)),
        GoldenSample(ToClient.Refused(reason: "there is no such run")),
        GoldenSample(
            ToClient.Run(
                run: Sample.run, submission: Sample.submission, jobs: 60, numerics: "fused/1")),
        GoldenSample(ToClient.Recorded(run: Sample.run, number: 12)),
        GoldenSample(
            ToClient.Advanced(
                run: Sample.run, counts: Sample.counts, notice: "no worker offers my-program")),
        GoldenSample(
            ToClient.Ended(
                run: Sample.run, state: .incomplete, numerics: "fused/1", records: 60)),
        GoldenSample(
            ToClient.Overview(
                runs: [
                    RunOverview(
                        run: Sample.run, kind: .check, experiment: "digits", state: .active,
                        counts: Sample.counts)
                ],
                workers: [
                    WorkerOverview(
                        name: "alice", host: "node-1", slots: 4, running: [Sample.attempt.bare])
                ])),
    ]

    static let values: [GoldenSample] = [
        GoldenSample("outcome.findings", Outcome.findings([Sample.finding])),
        GoldenSample("outcome.trial", Outcome.trial(Sample.trial)),
        GoldenSample("outcome.probe", Outcome.probe(ProbeResult(values: ["loss": [1, 0.5]]))),
        GoldenSample("outcome.plan", Outcome.plan([Sample.job])),
        GoldenSample("outcome.failure", Outcome.failure(Sample.failure)),
        GoldenSample("record", Sample.record),
        GoldenSample(
            "record.held-back",
            JobRecord(
                job: PlannedJob(name: "training"), path: TreePath(1),
                outcome: .failure(Failure(.heldBack, "initial-loss failed")))),
        GoldenSample("edits", Sample.edits),
        GoldenSample("experiment", Sample.specification),
        GoldenSample("failures", Failure.Kind.allCases),
        GoldenSample(
            "trials", [Sample.search.trials, .list([["rate": .real(0.5)], ["rate": .text("x")]])]),
        GoldenSample(
            "validations",
            [.fraction(0.25), .files(inputs: "a.npz", targets: nil), .rows(file: "rows.txt")]
                as [DataSpecification.Validation]),
        GoldenSample(
            "loss-scales", [.dynamic, .constant(1024)] as [LossScaleSpecification]),
        GoldenSample("outcomes-read", ReadOutcomes.blob(Sample.hash)),
    ]

    @Test(arguments: fromOthers + fromCoordinator + values)
    func `a value's bytes are those written down, and read back as the value`(
        _ sample: GoldenSample
    ) throws { try sample.check() }

    @Test func `every message has its golden file, and every golden file its value`() throws {
        let kinds = try SourceText.jobs().matches(of: /static let kind = "([a-z.]+)"/)
            .map { String($0.output.1) }
        #expect(kinds.count == 36)
        #expect(Set(kinds) == Set((Self.fromOthers + Self.fromCoordinator).map(\.name)))
        let files = try FileManager.default.contentsOfDirectory(atPath: Golden.folder.path)
        let names = (Self.fromOthers + Self.fromCoordinator + Self.values).map { $0.name + ".json" }
        #expect(Set(files) == Set(names + ["frame.txt"]))
    }

    @Test func `a frame is its header, its body and its payload`() throws {
        let message = ToWorker.Piece(hash: Sample.hash, offset: 0, size: 18)
        let session = SessionID("00112233445566778899aabbccddeeff")
        let envelope = try message.envelope(
            from: session, payload: Data("experiment: digits".utf8))
        try Golden.expect(envelope.frame, in: "frame.txt")
        #expect(try Envelope(frame: envelope.frame) == envelope)
    }

    @Test func `no golden file holds the compiler's own names of values`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: Golden.folder.path) {
            let text = try String(
                contentsOf: Golden.folder.appending(path: name), encoding: .utf8)
            #expect(!text.contains("\"_0\""), "\(name)")
        }
    }
}

/// The sources of `Jobs`, for what a test must find in all of them.
enum SourceText {
    static func jobs() throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Jobs")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
            .joined()
    }
}
