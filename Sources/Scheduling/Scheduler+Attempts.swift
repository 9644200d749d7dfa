internal import Jobs
internal import OrderedCollections

/// The one place where an attempt is entered and struck out: the job's list, its session's list
/// and the counts change together.
extension Scheduler {
    mutating func attach(_ attempt: RunningAttempt, to place: Int, of id: RunID) {
        let name = AttemptID(job: runs[id]!.id(of: place), number: attempt.number)
        if runs[id]!.jobs[place].attempts.isEmpty { runs[id]!.running += 1 }
        runs[id]!.jobs[place].attempts.append(attempt)
        runs[id]!.jobs[place].phase = .running
        runs[id]!.jobs[place].highest = max(runs[id]!.jobs[place].highest, attempt.number)
        workers[attempt.session]!.attempts.append(name)
        load[workers[attempt.session]!.offer.host, default: 0] += 1
    }

    /// Strikes an attempt out wherever it runs; nil where it does not.
    mutating func detach(_ number: Int, from place: Int, of id: RunID) -> RunningAttempt? {
        guard let index = runs[id]!.jobs[place].attempts.firstIndex(where: { $0.number == number })
        else { return nil }
        let attempt = runs[id]!.jobs[place].attempts.remove(at: index)
        if runs[id]!.jobs[place].attempts.isEmpty { runs[id]!.running -= 1 }
        let name = AttemptID(job: runs[id]!.id(of: place), number: number)
        workers[attempt.session]!.attempts.removeAll { $0 == name }
        load[workers[attempt.session]!.offer.host]! -= 1
        return attempt
    }

    /// Ends an attempt that is of no use any more.
    mutating func revoke(_ number: Int, of place: Int, in id: RunID) {
        guard let attempt = detach(number, from: place, of: id) else { return }
        runs[id]!.jobs[place].ended.append(number)
        let name = AttemptID(job: runs[id]!.id(of: place), number: number)
        guard !workers[attempt.session]!.isOver else { return }
        effects.append(.cancel(attempt.session, name))
    }

    /// Takes up an attempt that a session says it holds, if it can still be of use and the session
    /// has room. Returns the session that held it until now, which is over. An attempt that `runs`
    /// without room for it is cancelled; another may be a result that is yet to be sent.
    mutating func adopt(
        _ attempt: AttemptID, by session: SessionID, runs isRunning: Bool
    ) -> SessionID? {
        guard let (id, place) = locate(attempt.job), isAdoptable(attempt.number, place, id) else {
            if workers[session] != nil { effects.append(.cancel(session, attempt)) }
            return nil
        }
        let former = runs[id]!.jobs[place].attempt(attempt.number)
        guard former?.session != session else { return nil }
        guard workers[session]!.attempts.count < workers[session]!.slots else {
            if isRunning { effects.append(.cancel(session, attempt)) }
            return nil
        }
        _ = detach(attempt.number, from: place, of: id)
        runs[id]!.dequeue(place)
        runs[id]!.jobs[place].lost.removeAll { $0 == attempt.number }
        runs[id]!.jobs[place].failures.removeAll { $0.number == attempt.number }
        let now = RunningAttempt(number: attempt.number, session: session, started: clock)
        attach(now, to: place, of: id)
        note(id, place, "attempt \(attempt.number) is held by \(workers[session]!.offer.name)")
        return former?.session
    }

    private func isAdoptable(_ number: Int, _ place: Int, _ id: RunID) -> Bool {
        let job = runs[id]!.jobs[place]
        return !job.isDone && (1...Self.highestAttempt).contains(number)
            && !job.ended.contains(number)
    }

    /// No honest attempt has a higher number.
    static let highestAttempt = 1_000_000_000
}
