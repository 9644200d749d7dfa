internal import Jobs

/// One attempt that a session holds, as far as the scheduler knows.
struct RunningAttempt: Hashable {
    let number: Int
    let session: SessionID
    let worker: String
    let host: String
    /// The worker process that it was given to.
    let incarnation: String
    /// Whether it has the worker for itself.
    let isAlone: Bool
    let started: Instant
    private(set) var steps = 0
    /// When its steps last grew.
    private(set) var advanced: Instant
    /// When the worker last said that it holds it.
    private(set) var mentioned: Instant

    init(
        number: Int, session: SessionID, offer: WorkerOffer, alone: Bool = false, started: Instant
    ) {
        self.number = number
        self.session = session
        worker = offer.name
        host = offer.host
        incarnation = offer.incarnation
        isAlone = alone
        self.started = started
        advanced = started
        mentioned = started
    }

    mutating func mention(steps: Int, at now: Instant) {
        mentioned = now
        guard steps > self.steps else { return }
        self.steps = steps
        advanced = now
    }

    /// It waits for a slot, where it cannot advance.
    mutating func grantTime(at now: Instant) { advanced = now }

    mutating func shift(by duration: Duration) {
        advanced = advanced + duration
        mentioned = mentioned + duration
    }

    /// Judges an attempt by what its worker says, never by its silence: beats that do not grow mean
    /// that it is stuck, beats that leave it out that its assignment never arrived.
    func verdict(of worker: ConnectedWorker, _ settings: SchedulerSettings) -> Failure? {
        if mentioned - advanced >= settings.progressTimeout {
            let seconds = settings.progressTimeout.components.seconds
            return Failure(.stuck, "no new step for \(seconds) s, after \(steps)")
        }
        if worker.heard - mentioned >= settings.silenceLimit(beat: worker.beat) {
            return Failure(.preempted, "its worker does not know of it")
        }
        return nil
    }
}
