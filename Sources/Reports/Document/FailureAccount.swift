internal import Jobs

/// A job's failure in a report's words.
struct FailureAccount {
    let verdict: Finding.Verdict
    /// The failure's own words where it has any.
    let evidence: String
    let advice: String

    init(_ failure: Failure) {
        let words = Self.words(failure.kind)
        verdict = words.verdict
        let isHeldBack = failure.kind == .heldBack
        let message = isHeldBack ? "Held back: \(failure.message)" : failure.message
        evidence = failure.message.isEmpty ? words.evidence : message
        advice = words.advice
    }

    /// The evidence with a capital letter and a full stop.
    var sentence: String {
        let isEnded = evidence.last.map { ".!?:".contains($0) } ?? true
        return evidence.prefix(1).uppercased() + evidence.dropFirst() + (isEnded ? "" : ".")
    }

    private static func words(
        _ kind: Failure.Kind
    ) -> (verdict: Finding.Verdict, evidence: String, advice: String) {
        switch kind {
        case .heldBack: (.skipped, "A check that it builds on failed.", "")
        case .cancelled: (.skipped, "The run was cancelled before it ended.", "")
        case .crashed:
            (
                .error, "The compute process died.",
                "A crash is a fault of the program, not of the network: report it with this file."
            )
        case .outOfMemory:
            (
                .error, "The compute process ran out of memory.",
                "Try a smaller batch, a smaller network or a host with more memory."
            )
        case .stuck:
            (
                .error, "It made no progress.",
                "A single step took longer than that: give the host fewer slots or a job more "
                    + "cores, or try a smaller batch or network."
            )
        case .lostWorker:
            (.error, "Its workers were lost.", "Start the run again on hosts that stay reachable.")
        case .workerDied:
            (
                .error, "The whole worker died with it.",
                "It takes more memory or processes than its host allows: try a smaller batch, a "
                    + "smaller network, or a host with a larger limit."
            )
        case .hostTrouble:
            (.error, "Its host was in trouble.", "Mend what the message names and run again.")
        case .preempted:
            (.error, "Its workers were taken away.", "Start the run again on hosts that stay.")
        case .refused:
            (.error, "The program refused it.", "Mend what the message names and run again.")
        }
    }
}
