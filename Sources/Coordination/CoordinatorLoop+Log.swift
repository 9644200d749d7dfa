internal import Jobs
internal import Logging
internal import Scheduling

/// What the log tells of runs and workers: constant messages, what they are about beside them.
extension CoordinatorLoop {
    func tellOfEnd(_ run: RunID) {
        guard let file = runs[run] else { return }
        logger.info(
            "run ended",
            metadata: [
                "run.id": "\(run)", "run.state": "\(file.state.rawValue)",
                "jobs.done": "\(file.endings.done)", "jobs.failed": "\(file.endings.failed)",
                "jobs.cancelled": "\(file.endings.cancelled)",
            ])
    }

    /// A tick finds who has been silent for too long.
    func tellOfSilent() {
        for session in workerNames.keys.filter({ !scheduler.hasSession($0) }).sorted() {
            tellOfLost(session, because: "it was silent, or greeted again")
        }
    }

    func tellOfLost(_ session: SessionID, because reason: String) {
        tell("worker lost", session, reason)
    }

    func tellOfLeft(_ session: SessionID, because reason: String) {
        tell("worker left", session, reason)
    }

    private func tell(_ message: Logger.Message, _ session: SessionID, _ reason: String) {
        guard let (name, host) = workerNames.removeValue(forKey: session) else { return }
        logger.info(
            message,
            metadata: [
                "worker.name": "\(name)", "worker.host": "\(host)",
                "reason": "\(reason.inOneLine(limit: 200))",
            ])
    }
}
