/// Why a job has no result.
public struct Failure: Hashable, Sendable, Codable, Error {
    /// Each kind has its own retry rule in `Scheduling`.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The compute process died: signal or exit code, last lines of standard error.
        case crashed
        case outOfMemory
        /// It beat but did not advance.
        case stuck
        /// Its worker fell silent, left, or does not know of it.
        case lostWorker
        /// The whole worker died with it, as the next one at its host found out.
        case workerDied
        /// The host could not do what the job needed of it: a full or read-only disk, no memory,
        /// no process or descriptor left. It tells nothing about the job.
        case hostTrouble
        case preempted
        case cancelled
        /// A job that it builds on failed.
        case heldBack
        /// The program refused the job: its own error, the same on every host.
        case refused
    }

    public var kind: Kind
    /// What happened, where, and what to do.
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
