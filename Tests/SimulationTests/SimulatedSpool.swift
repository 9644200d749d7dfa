import Execution
import Jobs
import Scheduling

/// What a worker's ``Spool`` does, on a simulated disk: results that are not acknowledged within
/// its grace, and what runs, outlive the worker's process.
struct SimulatedSpool {
    private static let grace = Duration.milliseconds(200)

    private var kept: [(result: JobResult, due: Instant)] = []
    private var running: [Int: AttemptID] = [:]

    mutating func keep(_ result: JobResult, at now: Instant) {
        kept.append((result, now + Self.grace))
    }

    mutating func forget(_ attempt: AttemptID) { kept.removeAll { $0.result.attempt == attempt } }

    mutating func note(_ slot: Int, runs attempt: AttemptID?) { running[slot] = attempt }

    /// An orderly end: all is written, and nothing runs.
    mutating func close() {
        running = [:]
        kept = kept.map { ($0.result, Instant(nanoseconds: 0)) }
    }

    /// The process is killed; what has not been written goes with it.
    mutating func lose(at now: Instant) { kept.removeAll { $0.due > now } }

    /// The disk goes too.
    mutating func burn() { (kept, running) = ([], [:]) }

    /// What the next worker at this host takes for its own.
    mutating func takeOver(_ host: JobResult.Execution) -> [JobResult] {
        for (slot, attempt) in running.sorted(by: { $0.key < $1.key })
        where !kept.contains(where: { $0.result.attempt == attempt }) {
            var host = host
            host.slot = slot
            let death = Failure(.workerDied, "the worker died while this ran")
            kept.append(
                (
                    JobResult(
                        attempt: attempt, outcome: .failure(death), numerics: "",
                        execution: host), Instant(nanoseconds: 0)
                ))
        }
        running = [:]
        return kept.map(\.result)
    }
}
