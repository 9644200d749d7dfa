import Jobs
import Randomness
import Scheduling

/// The coordinator's shell: it turns messages into events and effects into messages, and holds the
/// scheduler to the protocol.
extension SimulatedCluster {
    mutating func happenAtCoordinator(_ item: Agenda.Item) {
        switch item {
        case .submission(let run):
            submitted.append(run)
            if isUp { tell(.runSubmitted(run.id, run.plan)) }
        case .tick(starts):
            if let due = tickAt, due <= now { tickAt = nil }
            tell(.tick)
        case .written(starts, let run, let entry):
            expect(store.write(entry, of: run))
            let job = JobID(run: run, name: entry.record.job.name)
            agenda.add(.recorded(start: starts, job), at: now + .milliseconds(1))
        case .recorded(starts, let job):
            tell(.recorded(job))
        case .coordinatorStarts: startCoordinator()
        case .coordinatorWakes(starts, let duration): tell(.stalled(duration))
        default: break
        }
    }

    private mutating func startCoordinator() {
        guard !isUp else { return }
        scheduler = Scheduler(settings: settings)
        isUp = true
        tell(.workersExpected(store.workers.sorted()))
        for run in submitted where store.ends[run.id] == nil {
            if store.isInPlan(run.id) { restartsInPlans += 1 }
            tell(.runRestored(run.id, store.plan(of: run), store.history(of: run.id)))
        }
        store.starts += 1
    }

    mutating func crashCoordinator(downFor duration: Duration) {
        guard isUp else { return }
        isUp = false
        starts += 1
        tickAt = nil
        agenda.add(.coordinatorStarts, at: now + duration)
    }

    mutating func receive(_ message: SimulatedWorker.Message, _ index: Int, _ session: SessionID) {
        guard isUp else { return }
        switch message {
        case .hello(let offer):
            store.workers.insert(offer.incarnation)
            tell(.workerJoined(session, offer))
            welcome(session)
        case .beat(let running):
            tell(.heard(session))
            for progress in running { tell(.progressed(session, progress)) }
            welcome(session)
        case .finished(let result):
            tell(.finished(session, result, digest: result.outcome.digest))
        case .fetch(let hash, let offset):
            tell(.heard(session))
            let count = min(Self.pieceSize, Self.blobSize - offset)
            send(.piece(hash, offset: offset, count: count, size: Self.blobSize), to: session)
        case .goodbye: tell(.workerLeft(session))
        }
    }

    /// Each blob comes in three pieces.
    private static let (blobSize, pieceSize) = (250, 100)

    private mutating func welcome(_ session: SessionID) {
        guard scheduler.hasSession(session) else { return }
        send(.welcome(beatInterval: scheduler.beatInterval(of: session)), to: session)
    }

    mutating func tell(_ event: Event) {
        let effects = scheduler.handle(event, at: now)
        note(.event(event))
        for sentence in scheduler.checkInvariants() { expect(sentence) }
        for effect in effects { carryOut(effect, after: event) }
        guard let due = scheduler.nextDeadline else { return }
        let next = max(due, now + .milliseconds(1))
        if tickAt == nil || tickAt! > next {
            tickAt = next
            agenda.add(.tick(start: starts), at: next)
        }
    }

    private mutating func carryOut(_ effect: Effect, after event: Event) {
        note(.effect(effect))
        switch effect {
        case .assign(let session, let assignment, let reads):
            let attempt = assignment.attempt
            let last = highest.updateValue(attempt.number, forKey: attempt.job) ?? 0
            expect(attempt.number > last ? nil : "\(attempt) follows attempt \(last)")
            assign(assignment, reads, to: session)
        case .cancel(let session, let attempt):
            sendAlive(.cancel(attempt), to: session)
        case .acknowledge(let session, let attempt):
            expect(isRightlyAcknowledged(attempt, event) ? nil : "\(attempt) is not stored")
            sendAlive(.acknowledge(attempt), to: session)
        case .dismiss(let session, _, _):
            expect(scheduler.sessions.contains(session) ? "\(session) is dismissed alive" : nil)
            send(.dismiss, to: session)
        case .adopt(let run, let numerics):
            expect(store.adopt(numerics, for: run))
        case .record(let run, let record, let digest):
            let slow = now < storeIsSlowUntil ? 4000 : 20
            let delay = Duration.milliseconds(Int64(random.integer(below: UInt64(slow))))
            lastWrite = max(lastWrite, now + delay)
            let entry = SimulatedStore.Entry(record: record, digest: digest)
            agenda.add(.written(start: starts, run, entry), at: lastWrite)
        case .notify(let run, let counts, let notice):
            let isSound = (0...counts.total).contains(counts.done) && counts.running >= 0
            expect(isSound ? nil : "\(run) counts \(counts)")
            expect(notice.hasPrefix("not deterministic") ? notice : nil)
        case .end(let run, let state, let numerics):
            let isKnown = numerics == "K" || state == .cancelled && numerics == ""
            expect(isKnown ? nil : "\(run) ended with the numerics \(numerics)")
            expect(store.end(workload.runs.first { $0.id == run }!, state))
        }
    }

    /// A job is given the same each time, and all of it is stored.
    private mutating func assign(
        _ assignment: Assignment, _ reads: [OutcomeToRead], to session: SessionID
    ) {
        let job = assignment.attempt.job
        guard let outcomes = store.outcomes(reads, of: job.run) else {
            expect("\(job) reads what is not stored")
            return
        }
        var assignment = assignment
        assignment.outcomes = .list(outcomes)
        if let former = given[job]?.outcomes {
            let isEqual = Outcome.bytes(former) == Outcome.bytes(outcomes)
            expect(isEqual ? nil : "\(job) reads \(outcomes) after \(former)")
        } else {
            let fate = workload.fate(of: assignment.job, given: outcomes)
            given[job] = (outcomes, fate, workload.duration(of: assignment.job))
        }
        sendAlive(.assign(assignment), to: session)
    }

    /// A result may be forgotten only if its job is stored; a charge may be forgotten at once.
    private func isRightlyAcknowledged(_ attempt: AttemptID, _ event: Event) -> Bool {
        if store.holds(attempt.job) { return true }
        guard case .finished(_, let result, _) = event, case .failure(let failure) = result.outcome
        else { return false }
        return failure.kind != .refused
    }

    private mutating func sendAlive(_ order: SimulatedWorker.Order, to session: SessionID) {
        expect(scheduler.sessions.contains(session) ? nil : "\(session) is over: \(order)")
        send(order, to: session)
    }

    private mutating func send(_ order: SimulatedWorker.Order, to session: SessionID) {
        let index = Int(session.text.prefix { $0 != "-" })!
        guard now >= inboundCutUntil[index] else { return }
        transmit(.order(order, to: index, session))
    }

    mutating func expect(_ violation: String?) {
        if let violation { violations.append(violation) }
    }

    /// The stories of the jobs that are not stored.
    func openStories() -> [String] {
        given.keys.sorted().filter { !store.holds($0) }.flatMap { job in
            ["\(job), \(given[job]!.fate):"] + scheduler.story(of: job).map { "   " + $0 }
        }
    }

    mutating func note(_ line: Line) { log.append((now, line)) }

    /// The last lines of the log, in words.
    func ending(_ count: Int) -> [String] {
        log.suffix(count).map { at, line in
            let words =
                switch line {
                case .event(let event): "\(event)"
                case .effect(let effect): "   \(effect)"
                case .fault(let fault): "FAULT \(fault)"
                }
            return "\(Double(at.nanoseconds) / 1e9) \(words)"
        }
    }
}
