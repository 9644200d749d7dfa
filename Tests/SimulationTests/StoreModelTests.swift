import Coordination
import Foundation
import Jobs
import Randomness
import Scheduling
import Testing

/// The store of the simulation beside the real one, batch by batch.
struct StoreModelTests {
    @Test(arguments: 0..<12 as Range<UInt64>)
    func `the simulated store answers as the real one, also after a start`(seed: UInt64) throws {
        let folder = NSTemporaryDirectory() + "preflight-model-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var draw = BatchDraw(seed: seed)
        let model = SimulatedStore()
        var store = try Store(path: folder + "/store.sqlite")
        var contradictions = 0
        for round in 0..<40 {
            let batch = try draw.batch()
            let broken = try store.commit(batch)
            contradictions += broken.count
            #expect(Set(broken.keys) == model.commit(batch), "round \(round)")
            if round % 10 == 9 {
                store.close()
                store = try Store(path: folder + "/store.sqlite")
                #expect(try store.countStart() == model.countStart())
            }
            try compare(store, model, "round \(round) of seed \(seed)")
        }
        #expect(contradictions > 0, "some batches contradict what is there")
        store.close()
    }

    private func compare(_ store: Store, _ model: SimulatedStore, _ place: String) throws {
        #expect(try Answers(store) == Answers(model), "\(place)")
    }
}

/// All that a store says.
private struct Answers: Hashable {
    struct Run: Hashable {
        var submission: Data?
        var numerics: String?
        var state: RunState
        var isCancelled: Bool
        var name: SubmissionName?
        var jobs: Int
        var count: Int
        var history: [StoredHistory.Entry]
        var numbers: [Int?]
        var bodies: [[Data]]
        var outcomes: [ReadOutcome]?
    }

    var runs: [Run] = []
    var endings: [RunID: RunEndings]
    var workers: [String]
    var sizes: [Int?]
    var bytes: [Data]

    init(_ store: some Storage) throws {
        endings = try store.endings()
        workers = try store.workers()
        sizes = try BatchDraw.blobs.map { try store.size(of: $0.key) }
        bytes = try BatchDraw.blobs.flatMap { blob in
            try [0, 3, 10, 99].map { try store.bytes(of: blob.key, from: $0, count: 7) }
        }
        for run in try store.runs() {
            let history = try store.history(of: run.run).sorted { $0.path < $1.path }
            let reads = history.enumerated().map { index, entry in
                OutcomeToRead(
                    job: entry.job, path: entry.path,
                    part: index % 2 == 0 ? .outcome : .metric("accuracy"), index: index)
            }
            runs.append(
                Run(
                    submission: try store.submission(of: run.run), numerics: run.numerics,
                    state: run.state, isCancelled: run.isCancelled, name: run.name,
                    jobs: run.jobs, count: run.records, history: history,
                    numbers: try (0..<6).map { try store.number(of: "job \($0)", in: run.run) },
                    bodies: try [(0, 1), (0, 1 << 20), (2, 300)].map {
                        try store.records(of: run.run, from: $0.0, bytes: $0.1)
                    }, outcomes: try? store.outcomes(reads, of: run.run)))
            guard try store.recordCount(of: run.run) == run.records else {
                throw WireError("a run's records are counted in two ways")
            }
        }
    }
}

/// Batches as they come, and such as should never.
private struct BatchDraw {
    static let blobs = (0..<3).map { number in
        let bytes = Data("blob \(number) and what else".utf8)
        return (key: ContentHash(of: bytes), bytes: bytes)
    }

    private var random: RandomStream
    private var runs = 0

    init(seed: UInt64) { random = RandomStream(RandomKey(key: seed, stream: 11)) }

    private mutating func draw(_ bound: Int) -> Int { Int(random.integer(below: UInt64(bound))) }

    /// The first ones bring the runs, one each.
    mutating func batch() throws -> [StoreWrite] {
        if runs < 4 {
            runs += 1
            return [write(run: runs - 1)]
        }
        return try (0..<draw(6) + 1).map { _ in try write() }
    }

    private mutating func write() throws -> StoreWrite {
        let number = draw(4)
        let run = RunID("run-\(number)")
        let blob = Self.blobs[draw(3)]
        switch draw(12) {
        case 0: return write(run: number)
        case 1, 2, 3, 4, 5: return .record(run, try record())
        case 6: return .numerics(run, "K\(draw(2))")
        case 7: return draw(2) == 0 ? .cancel(run) : .end(run, .completed)
        case 8:
            let offset = draw(3) * 5
            return .piece(
                blob.key, offset: offset, bytes: Data(blob.bytes.dropFirst(offset).prefix(5)))
        case 9: return .blob(blob.key, size: blob.bytes.count)
        case 10: return .discardPieces(blob.key)
        default:
            return draw(2) == 0 ? .workerJoined("w\(draw(3))") : .workerLeft("w\(draw(3))")
        }
    }

    private func write(run number: Int) -> StoreWrite {
        let submission = RunSubmission(
            id: "\(number)", kind: .check, program: Samples.program, experiment: "e",
            file: Self.blobs[0].key, data: [], seed: 1, jobs: [PlannedJob(name: "job 0")])
        return .run(
            RunID("run-\(number)"), submission: Samples.bytes(submission), jobs: 1 + number,
            SubmissionName(owner: "o\(number / 2)", id: "\(number)"))
    }

    private mutating func record() throws -> StoredRecord {
        let number = draw(8)
        let outcome: Outcome =
            switch draw(4) {
            case 0: Samples.trial(random.uniform())
            case 1: Samples.failure(.allCases[draw(Failure.Kind.allCases.count)])
            case 2: .plan([PlannedJob(name: "job \(number)/0")])
            default: .probe(ProbeResult(values: ["loss": [random.uniform()]]))
            }
        let path = draw(3) == 0 ? TreePath(number).child(draw(2)) : TreePath(number)
        let record = JobRecord(
            job: PlannedJob(name: "job \(path)"), path: path, outcome: outcome, attempt: 1,
            execution: draw(2) == 0
                ? nil : .init(host: "h", worker: "w", slot: 0, seconds: 2.5, peakMemory: 1))
        return try StoredRecord(
            record, number: draw(8), digest: draw(2) == 0 ? nil : ContentHash(of: path.bytes))
    }
}

extension TreePath {
    fileprivate var bytes: Data { Data(text.utf8) }
}
