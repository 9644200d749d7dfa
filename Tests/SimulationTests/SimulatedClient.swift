import Coordination
import Foundation
import Jobs
import Scheduling

/// A client that submits one run and watches it to its end, as ``Client`` does: it asks again where
/// no answer comes, makes its connection anew, and, where its process is started again, hands the
/// same submission in once more.
struct SimulatedClient {
    enum Stage: Hashable {
        case offering
        case uploading(ContentHash, offset: Int)
        case submitting
        case watching
        case ended
    }

    let index: Int
    let run: Workload.Run
    let token: Seal
    private(set) var stage = Stage.offering
    private(set) var isUp = false
    private var starts = 0
    private(set) var id: RunID?
    /// Every run that it was told to be its own.
    private(set) var ids: Set<RunID> = []
    /// The bodies by number, as they came first, and how many this start has seen.
    private(set) var records: [Data] = []
    private var next = 0
    private(set) var end: (state: RunState, numerics: String)?
    private var missing: [ContentHash] = []
    private var asked = Instant(nanoseconds: 0)
    private var heard = Instant(nanoseconds: 0)
    /// Whether it wants the run cancelled, until that is accepted.
    private var cancels: (drain: Bool, isAccepted: Bool)?
    /// It has heard nothing for so long that it wants a new connection.
    private(set) var wantsConnection = false
    private var outbox: [Data] = []
    private(set) var violations: [(Invariant, String)] = []

    static let pieceSize = 100

    init(index: Int, run: Workload.Run, token: Seal) {
        self.index = index
        self.run = run
        self.token = token
    }

    private var session: SessionID { SessionID("client-\(index)-\(starts)") }

    mutating func collect() -> [Data] {
        defer { outbox = [] }
        return outbox
    }

    mutating func start(at now: Instant) {
        isUp = true
        starts += 1
        (stage, next, heard) = (.offering, 0, now)
        ask(at: now)
    }

    mutating func stop() { isUp = false }

    mutating func cancel(drain: Bool, at now: Instant) {
        guard cancels == nil else { return }
        cancels = (drain, false)
        sayCancel()
    }

    mutating func turn(at now: Instant) {
        guard isUp, stage != .ended else { return }
        guard now - heard > .seconds(5), now - asked > .seconds(5) else { return }
        if now - heard > .seconds(15) { wantsConnection = true }
        ask(at: now)
    }

    mutating func connected(at now: Instant) { wantsConnection = false }

    private mutating func ask(at now: Instant) {
        asked = now
        switch stage {
        case .offering: say(FromClient.Offer(blobs: run.submission.blobs))
        case .uploading(let hash, let offset): upload(hash, from: offset)
        case .submitting:
            say(FromClient.Submit(submission: run.submission, proof: token.proof(for: session)))
        case .watching:
            guard let id else { return }
            say(FromClient.Watch(run: id, from: next, proof: token.proof(for: session)))
            sayCancel()
        case .ended: break
        }
    }

    private mutating func sayCancel() {
        guard let id, stage == .watching, let cancels, !cancels.isAccepted else { return }
        say(FromClient.Cancel(run: id, drain: cancels.drain, proof: token.proof(for: session)))
    }

    private mutating func upload(_ hash: ContentHash, from offset: Int) {
        guard let bytes = run.blobs[hash] else { return }
        let piece = Data(bytes.dropFirst(offset).prefix(Self.pieceSize))
        say(FromClient.Upload(hash: hash, offset: offset, size: bytes.count), payload: piece)
    }

    private mutating func say(_ message: some Message, payload: Data = Data()) {
        guard let envelope = try? message.envelope(from: session, payload: payload) else {
            fatalError("a client's message is no JSON: \(message)")
        }
        outbox.append(envelope.frame)
    }

    private mutating func enter(_ stage: Stage, at now: Instant) {
        self.stage = stage
        ask(at: now)
    }

    mutating func take(_ word: Word, at now: Instant) throws {
        if case .mark(let mark) = word.meaning {
            return say(FromClient.Reached(mark: mark))
        }
        guard isUp, word.session == session, case .other(let envelope) = word.meaning else {
            return
        }
        heard = now
        switch envelope.kind {
        case ToClient.Missing.kind:
            guard stage == .offering else { return }
            missing = Array(Set(try ToClient.Missing(envelope).blobs)).sorted()
            uploadNext(at: now)
        case ToClient.Received.kind: received(try ToClient.Received(envelope), at: now)
        case ToClient.Accepted.kind: accepted(try ToClient.Accepted(envelope).run, at: now)
        case ToClient.Recorded.kind:
            recorded(try ToClient.Recorded(envelope).number, envelope.payload, at: now)
        case ToClient.Advanced.kind: check(try ToClient.Advanced(envelope))
        case ToClient.Ended.kind: ended(try ToClient.Ended(envelope), at: now)
        // A coordinator that cannot read its store says so; it is asked again.
        case ToClient.Refused.kind: refused(try ToClient.Refused(envelope).reason)
        default: break
        }
    }

    private mutating func uploadNext(at now: Instant) {
        if let hash = missing.first {
            enter(.uploading(hash, offset: 0), at: now)
        } else {
            enter(.submitting, at: now)
        }
    }

    private mutating func received(_ message: ToClient.Received, at now: Instant) {
        guard case .uploading(message.hash, _) = stage else { return }
        if message.offset >= run.blobs[message.hash]?.count ?? 0 {
            missing.removeFirst()
            uploadNext(at: now)
        } else {
            enter(.uploading(message.hash, offset: message.offset), at: now)
        }
    }

    private mutating func accepted(_ run: RunID, at now: Instant) {
        if stage == .submitting {
            id = run
            ids.insert(run)
            if ids.count > 1 { blame(.committedStays, "one submission became the runs \(ids)") }
            enter(.watching, at: now)
        } else if stage == .watching, cancels != nil, now > asked {
            cancels?.isAccepted = true
        }
    }

    private mutating func recorded(_ number: Int, _ body: Data, at now: Instant) {
        guard stage == .watching else { return }
        if number > next, now - asked > .milliseconds(100) { return ask(at: now) }
        guard number == next else { return }
        next += 1
        if number < records.count {
            if records[number] != body {
                blame(.committedStays, "record \(number) of run \(index) has changed")
            }
        } else {
            records.append(body)
        }
    }

    private mutating func check(_ message: ToClient.Advanced) {
        let counts = message.counts
        if !(0...counts.total).contains(counts.done) || counts.running < 0 {
            blame(.allJobsEnd, "run \(index) counts \(counts)")
        }
        if message.notice.hasPrefix("not deterministic") || message.notice.contains("so it ends") {
            blame(.oneResult, message.notice)
        }
    }

    private mutating func ended(_ message: ToClient.Ended, at now: Instant) {
        guard stage == .watching, message.run == id else { return }
        if message.records > next { return ask(at: now) }
        stage = .ended
        end = (message.state, message.numerics)
        let isKnown = message.numerics == Samples.kind || message.state == .cancelled
        if !isKnown { blame(.sameReport, "run \(index) ended with \(message.numerics)") }
        if next < records.count {
            blame(.committedStays, "run \(index) ended with \(next) of \(records.count) records")
        }
    }

    private mutating func refused(_ reason: String) {
        if !reason.contains("the store") { blame(.acknowledgedIsStored, "refused: \(reason)") }
    }

    private mutating func blame(_ invariant: Invariant, _ sentence: String) {
        violations.append((invariant, sentence))
    }
}
