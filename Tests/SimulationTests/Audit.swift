import Coordination
import Foundation
import Jobs
import Scheduling
import ZeroMQ

/// What the simulation has seen, and what of it must not have been.
struct Audit {
    struct Given {
        var outcomes: ReadOutcomes
        var fate: Workload.Fate
        var duration: Duration
    }

    let workload: Workload
    private(set) var violations: [Violation] = []
    /// The runs by their numbers.
    var runs: [RunID: Int] = [:]
    /// The highest attempt number that each job was assigned with.
    var highest: [JobID: Int] = [:]
    /// Every attempt that was given to anybody.
    var assigned: Set<AttemptID> = []
    /// Those whose queues at the coordinator were full once.
    var full: Set<Peer> = []
    /// What each job was given with its first attempt, and what becomes of it.
    var given: [JobKey: Given] = [:]
    /// Compute processes of each job that were killed from outside, and whole workers.
    var deaths: [JobKey: Int] = [:]
    var workerDeaths: [JobKey: Int] = [:]
    /// What strangers were told.
    var answers: [Data] = []
    var restarts = 0
    /// Words of the jobs' failures, and how often each kind of fault struck.
    var struck: [String: Int] = [:]
    var replays = 0
    var turns = 0
    /// Sessions of those who have no business here.
    var strangers = 0

    init(workload: Workload) { self.workload = workload }

    mutating func blame(_ invariant: Invariant, _ sentence: String) {
        if violations.count < 5 {
            violations.append(Violation(invariant: invariant, sentence: sentence))
        }
    }
}

extension SimulatedCluster {
    /// Looks at what the coordinator says.
    func check(_ word: Word, to peer: Peer) {
        switch word.meaning {
        case .assign(let assignment): check(assignment, to: word.session, of: peer)
        case .acknowledge(let attempt):
            if !isRightlyAcknowledged(attempt.bare, by: peer) {
                blame(.acknowledgedIsStored, "\(attempt) is acknowledged, and not stored")
            }
        case .other(let envelope): check(envelope)
        case .welcome, .cancel, .piece, .dismiss, .mark: break
        }
    }

    private func check(_ assignment: Assignment, to session: SessionID, of peer: Peer) {
        let attempt = assignment.attempt.bare
        let last = audit.highest[attempt.job] ?? 0
        audit.highest[attempt.job] = max(last, attempt.number)
        let isNew = audit.assigned.insert(attempt).inserted
        // What waited for a full queue, or for its run's numerics to be stored, comes late.
        let key = workload.key(assignment.file, assignment.job.name)
        let isLate =
            audit.full.contains(peer) || workload.runs[key.run].submission.numerics == nil
        if !isNew || !isLate && attempt.number <= last {
            blame(.numbersGrow, "\(attempt) follows attempt \(last)")
        }
        if case .worker(let index) = peer, !session.text.hasPrefix("\(index)-") {
            blame(.nothingToTheDead, "\(attempt) of \(session) is given to worker \(index)")
        }
        audit.runs[attempt.job.run] = key.run
        guard case .list(let outcomes) = assignment.outcomes else { return }
        guard let former = audit.given[key] else {
            let fate = workload.fate(of: assignment.job, given: outcomes)
            audit.given[key] = Audit.Given(
                outcomes: assignment.outcomes, fate: fate,
                duration: workload.duration(of: assignment.job))
            return
        }
        if former.outcomes != assignment.outcomes,
            Samples.bytes(former.outcomes) != Samples.bytes(assignment.outcomes)
        {
            blame(.oneResult, "\(key) reads \(assignment.outcomes) after \(former.outcomes)")
        }
    }

    /// A result may be forgotten only if its job is stored; a charge may be forgotten at once, and
    /// so may what belongs to a run that nobody was told of.
    private func isRightlyAcknowledged(_ attempt: AttemptID, by peer: Peer) -> Bool {
        guard let run = store.contents.runs[attempt.job.run] else {
            return !clients.contains { $0.ids.contains(attempt.job.run) }
        }
        if run.records.values.contains(where: { $0.entry.job == attempt.job.name }) { return true }
        guard case .worker(let index) = peer, let kind = workers[index].failed[attempt] else {
            return false
        }
        return kind != .refused
    }

    /// What a client is told once it is durable.
    private func check(_ envelope: Envelope) {
        let contents = store.contents
        if envelope.kind == ToClient.Accepted.kind,
            let run = try? ToClient.Accepted(envelope).run, contents.runs[run] == nil
        {
            blame(.acknowledgedIsStored, "the run \(run) is accepted, and not stored")
        }
        if envelope.kind == ToClient.Received.kind, let word = try? ToClient.Received(envelope) {
            let pieces = contents.pieces[word.hash]?.values.reduce(0) { $0 + $1.count } ?? 0
            if word.offset > pieces {
                blame(.acknowledgedIsStored, "\(word) is received, and \(pieces) bytes stored")
            }
        }
    }

    /// Looks at what has become durable.
    func check(_ batch: [StoreWrite], _ broken: Set<RunID>) {
        if let run = broken.min() {
            blame(.oneResult, "what is written of \(run) contradicts what is stored")
        }
        let contents = store.contents
        for write in batch {
            switch write {
            case .record(let run, let record):
                guard let planner = record.entry.path.parent else { continue }
                if contents.runs[run]?.numbers[planner] == nil {
                    blame(.committedStays, "\(record.entry.path) stands before its planner")
                }
            case .end(let run, _):
                if let sentence = incomplete(contents.runs[run]) {
                    blame(.allJobsEnd, "\(run) ended \(sentence)")
                }
            default: break
            }
        }
        checkSize()
    }

    private func incomplete(_ run: StoreContents.Run?) -> String? {
        guard let run, let name = workload.runs.first(where: { $0.submission.id == run.name.id })
        else { return "and is unknown" }
        let asked = name.submission.jobs.count + (name.submission.search?.count ?? 0)
        let planned = run.records.values.reduce(asked) { sum, record in
            guard case .plan(let jobs) = record.entry.ending else { return sum }
            return sum + jobs.count
        }
        return run.records.count == planned
            ? nil : "with \(run.records.count) of \(planned) jobs stored"
    }

    private func checkSize() {
        guard let station else { return }
        let jobs = store.contents.runs.values.reduce(0) { $0 + $1.jobs + $1.records.count }
        let bound = 100 + 40 * (jobs + workers.count + clients.count) + 10 * audit.strangers
        let size = station.loop.tableSize
        if size > bound { blame(.boundedMemory, "\(size) entries, and \(bound) are right") }
    }

    /// A coordinator that is quiet has nothing that its store has not.
    func checkReplay() {
        guard let station, station.loop.isQuiet, !store.isBroken else { return }
        audit.replays += 1
        let contents = store.contents
        // A start ends what was cancelled.
        func isOpen(_ line: String) -> Bool {
            contents.runs[RunID(String(line.prefix { $0 != " " }))]?.isCancelled == false
        }
        let copy = SimulatedStore(contents)
        let wire = SimulatedWire { _, _ in .unreachable }
        let writer = SimulatedWriter(copy) { _, _ in }
        do {
            let replayed = try loop(on: wire, copy, writer).durableState.filter(isOpen)
            let live = station.loop.durableState.filter(isOpen)
            guard replayed != live else { return }
            let lines = zip(replayed, live).first { $0 != $1 }
            blame(.replayIsLive, "\(lines.map { "\($0) after a start, \($1) before" } ?? "lines")")
        } catch {
            blame(.replayIsLive, "the store cannot be read again: \(error)")
        }
    }

    /// The stories of the jobs that are not stored.
    func openStories() -> [String] {
        guard let scheduler = station?.loop.scheduler else { return ["no coordinator"] }
        return audit.highest.keys.sorted().filter { job in
            store.contents.runs[job.run]?.records.values.contains { $0.entry.job == job.name }
                == false
        }.flatMap { job in ["\(job):"] + scheduler.story(of: job).map { "   " + $0 } }
    }
}
