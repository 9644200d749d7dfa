internal import Jobs

/// How a training of a search ended, in a report's words.
struct TrialEnd {
    let state: ReportedTrial.State
    /// Why it is not completed; empty otherwise.
    let reason: String
    /// Nil where it could not be carried out.
    let result: TrialResult?

    init(_ outcome: Outcome) {
        switch outcome {
        case .trial(let result):
            state = result.state == .completed ? .completed : .infeasible
            reason = result.reason
            self.result = result
        case .failure(let failure):
            let account = FailureAccount(failure)
            state = account.verdict == .skipped ? .cancelled : .failed
            reason = account.evidence
            result = nil
        case .findings, .probe, .plan:
            state = .failed
            reason = "Its job brought something else than a trial."
            result = nil
        }
    }
}
