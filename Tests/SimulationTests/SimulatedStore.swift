import Coordination
import Foundation
import Jobs
import Scheduling
import Synchronization

/// The coordinator's store on a simulated disk: what it holds survives every crash.
final class SimulatedStore: Storage {
    private struct State {
        var contents: StoreContents
        /// Nothing can be read.
        var isBroken = false
        /// Outcomes that were read before.
        var outcomes: [RunID: [TreePath: Outcome]] = [:]
    }

    private let state: Mutex<State>

    init(_ contents: StoreContents = StoreContents()) {
        state = Mutex(State(contents: contents))
    }

    var contents: StoreContents { state.withLock { $0.contents } }
    var isBroken: Bool { state.withLock { $0.isBroken } }

    func setBroken(_ isBroken: Bool) { state.withLock { $0.isBroken = isBroken } }

    func commit(_ writes: [StoreWrite]) -> Set<RunID> {
        state.withLock { $0.contents.commit(writes) }
    }

    private func reading<Value: Sendable>(
        _ body: (inout StoreContents) throws -> Value
    ) throws(CoordinationError) -> Value {
        do {
            return try state.withLock { state in
                if state.isBroken { throw WireError("input/output error") }
                return try body(&state.contents)
            }
        } catch {
            throw CoordinationError(.store, "cannot read the store: \(error)")
        }
    }

    func countStart() throws(CoordinationError) -> Int {
        try reading { contents in
            contents.dropUnfinished()
            contents.starts += 1
            return contents.starts - 1
        }
    }

    func seal() throws(CoordinationError) -> Seal {
        guard let seal = Seal(secret: Data(repeating: 7, count: Seal.secretSize)) else {
            fatalError("a secret of the right size makes a seal")
        }
        return seal
    }

    func workers() throws(CoordinationError) -> [String] { try reading { $0.workers.sorted() } }

    func runs() throws(CoordinationError) -> [StoredRun] {
        try reading { contents in
            try contents.order.map { id in
                let run = contents.runs[id]!
                return StoredRun(
                    run: id,
                    submission: try CanonicalJSON.decode(RunSubmission.self, from: run.submission),
                    jobs: run.jobs, numerics: run.numerics, state: run.state,
                    isCancelled: run.isCancelled, records: run.records.count, name: run.name)
            }
        }
    }

    func endings() throws(CoordinationError) -> [RunID: RunEndings] {
        try reading { contents in
            var endings: [RunID: RunEndings] = [:]
            for (id, run) in contents.runs {
                for record in run.records.values {
                    var kind: Failure.Kind?
                    if case .failure(let found) = record.entry.ending { kind = found }
                    endings[id, default: RunEndings()].count(kind)
                }
            }
            return endings
        }
    }

    func submission(of run: RunID) throws(CoordinationError) -> Data? {
        try reading { $0.runs[run]?.submission }
    }

    func history(of run: RunID) throws(CoordinationError) -> [StoredHistory.Entry] {
        try reading { contents in
            (contents.runs[run]?.records ?? [:]).sorted { $0.key > $1.key }.map(\.value.entry)
        }
    }

    func outcomes(
        _ reads: [OutcomeToRead], of run: RunID
    ) throws(CoordinationError) -> [ReadOutcome] {
        do {
            return try reads.map { read in
                let content: ReadOutcome.Content =
                    switch read.part {
                    case .outcome: .outcome(try outcome(at: read.path, of: run))
                    case .metric(let name):
                        .score(
                            try StoredRecord.score(name, in: stored(at: read.path, of: run)?.trial))
                    }
                return ReadOutcome(job: read.job, content: content)
            }
        } catch {
            throw CoordinationError(.store, "cannot read the store: \(error)")
        }
    }

    private func stored(
        at path: TreePath, of run: RunID
    ) throws(CoordinationError) -> StoredRecord? {
        try reading { contents in
            contents.runs[run].flatMap { run in run.numbers[path].flatMap { run.records[$0] } }
        }
    }

    private func outcome(at path: TreePath, of run: RunID) throws -> Outcome {
        if let known = state.withLock({ $0.outcomes[run]?[path] }) { return known }
        guard let record = try stored(at: path, of: run) else {
            throw WireError("\(path) has no record")
        }
        let outcome = try CanonicalJSON.decode(JobRecord.self, from: record.body).outcome
        state.withLock { $0.outcomes[run, default: [:]][path] = outcome }
        return outcome
    }

    func number(of job: String, in run: RunID) throws(CoordinationError) -> Int? {
        try reading { $0.runs[run]?.records.values.first { $0.entry.job == job }?.number }
    }

    func recordCount(of run: RunID) throws(CoordinationError) -> Int {
        try reading { $0.runs[run]?.records.count ?? 0 }
    }

    func records(
        of run: RunID, from number: Int, bytes size: Int
    ) throws(CoordinationError) -> [Data] {
        try reading { contents in
            let found = (contents.runs[run]?.records ?? [:]).filter { $0.key >= number }
            var bodies: [Data] = []
            var bytes = 0
            for (_, record) in found.sorted(by: { $0.key < $1.key }) where bytes < size {
                bodies.append(record.body)
                bytes += record.body.count
            }
            return bodies
        }
    }

    func size(of blob: ContentHash) throws(CoordinationError) -> Int? {
        try reading { $0.blobs[blob] }
    }

    func bytes(
        of blob: ContentHash, from offset: Int, count: Int
    ) throws(CoordinationError) -> Data {
        try reading { contents in
            let pieces = contents.pieces[blob] ?? [:]
            guard let start = pieces.keys.filter({ $0 <= offset }).max(), let piece = pieces[start]
            else { return Data() }
            return Data(piece.dropFirst(offset - start).prefix(count))
        }
    }
}

/// Writes to a ``SimulatedStore`` when the simulation says so.
final class SimulatedWriter: BatchWriter {
    private let store: SimulatedStore
    private(set) var batch: [StoreWrite]?
    private var answer: BatchAnswer?
    /// Whether the time of the batch's end is set.
    var isScheduled = false
    /// Why the disk takes nothing; nil where it does.
    var trouble: String?
    /// Looks at each batch before it is committed.
    private let onCommit: ([StoreWrite], Set<RunID>) -> Void

    init(_ store: SimulatedStore, onCommit: @escaping ([StoreWrite], Set<RunID>) -> Void) {
        self.store = store
        self.onCommit = onCommit
    }

    func begin(_ batch: [StoreWrite]) {
        precondition(self.batch == nil && answer == nil, "a batch is under way")
        self.batch = batch
    }

    func takeAnswer() -> BatchAnswer? {
        defer { answer = nil }
        return answer
    }

    func wait(for patience: Duration) throws { finish() }

    /// The batch reaches the disk, or does not.
    func finish() {
        guard let batch else { return }
        (self.batch, isScheduled) = (nil, false)
        if let trouble {
            answer = .failed(trouble)
            return
        }
        let broken = store.commit(batch)
        onCommit(batch, broken)
        answer = .durable(
            broken: Dictionary(uniqueKeysWithValues: broken.map { ($0, "a contradiction") }))
    }
}
