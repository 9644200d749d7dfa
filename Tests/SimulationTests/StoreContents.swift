import Coordination
import Foundation
import Jobs
import Scheduling

/// What a store holds, as a value: what ``Store`` does, without a disk.
struct StoreContents {
    struct Run {
        let name: SubmissionName
        let submission: Data
        let jobs: Int
        var numerics: String?
        var state = RunState.active
        var isCancelled = false
        var records: [Int: StoredRecord] = [:]
        var numbers: [TreePath: Int] = [:]
    }

    /// A change that the tables do not take.
    struct Contradiction: Error {
        var run: RunID
    }

    private(set) var runs: [RunID: Run] = [:]
    private(set) var order: [RunID] = []
    private(set) var names: [SubmissionName: RunID] = [:]
    private(set) var blobs: [ContentHash: Int] = [:]
    private(set) var pieces: [ContentHash: [Int: Data]] = [:]
    private(set) var workers: Set<String> = []
    var starts = 0
    private(set) var commits = 0

    /// All or nothing, but for runs whose changes contradict what is there: these are returned.
    mutating func commit(_ writes: [StoreWrite]) -> Set<RunID> {
        var writes = writes
        var broken: Set<RunID> = []
        while !writes.isEmpty {
            var changed = self
            do throws(Contradiction) {
                for write in writes { try changed.apply(write) }
                self = changed
                commits += 1
                break
            } catch {
                broken.insert(error.run)
                writes.removeAll { $0.run == error.run }
            }
        }
        return broken
    }

    /// A new start finds no blob that was half there.
    mutating func dropUnfinished() { pieces = pieces.filter { blobs[$0.key] != nil } }

    private mutating func apply(_ write: StoreWrite) throws(Contradiction) {
        switch write {
        case .run(let run, let submission, let jobs, let name):
            guard runs[run] == nil, names[name] == nil else { throw Contradiction(run: run) }
            runs[run] = Run(name: name, submission: submission, jobs: jobs)
            names[name] = run
            order.append(run)
        case .numerics(let run, let kind): runs[run]?.numerics = kind
        case .record(let run, let record):
            guard var changed = runs.removeValue(forKey: run) else { return }
            guard changed.records.updateValue(record, forKey: record.number) == nil,
                changed.numbers.updateValue(record.number, forKey: record.entry.path) == nil
            else { throw Contradiction(run: run) }
            runs[run] = changed
        case .cancel(let run): runs[run]?.isCancelled = true
        case .end(let run, let state): runs[run]?.state = state
        case .piece(let hash, let offset, let bytes): pieces[hash, default: [:]][offset] = bytes
        case .blob(let hash, let size): blobs[hash] = size
        case .discardPieces(let hash): pieces[hash] = nil
        case .workerJoined(let incarnation): workers.insert(incarnation)
        case .workerLeft(let incarnation): workers.remove(incarnation)
        }
    }
}
