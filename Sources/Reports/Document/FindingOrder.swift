internal import Jobs

/// Sets out a run's findings in the order of its jobs' paths, one for each planned check, whatever
/// came back. The finding of a check whose job brought a plan is that of the plan's judge.
enum FindingOrder {
    /// A job that is known of: by its record, by the plan that it stands in, or by the submission.
    private struct Known {
        var job: PlannedJob
        var outcome: Outcome?
    }

    /// Returns the findings that `records` hold, and stand-ins for those that are missing.
    static func findings(of submission: RunSubmission, in records: [JobRecord]) -> [Finding] {
        known(of: submission, in: records).flatMap { findings(of: $0) }
    }

    /// Returns the findings before which none can still come.
    static func settled(of submission: RunSubmission, in records: [JobRecord]) -> [Finding] {
        known(of: submission, in: records).filter { !$0.job.checks.isEmpty }
            .prefix { $0.outcome != nil }.flatMap { findings(of: $0) }
    }

    private static func known(of submission: RunSubmission, in records: [JobRecord]) -> [Known] {
        var known: [TreePath: Known] = [:]
        if submission.kind == .check {
            for (index, job) in submission.jobs.enumerated() {
                known[TreePath(index)] = Known(job: job)
            }
        }
        for record in records {
            guard case .plan(let jobs) = record.outcome else { continue }
            for (index, job) in jobs.enumerated() {
                known[record.path.child(index)] = Known(job: job)
            }
        }
        for record in records {
            known[record.path] = Known(job: record.job, outcome: record.outcome)
        }
        return known.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Returns the findings of one job: none where it brought a plan.
    static func findings(of record: JobRecord) -> [Finding] {
        findings(of: Known(job: record.job, outcome: record.outcome))
    }

    private static func findings(of known: Known) -> [Finding] {
        if case .plan = known.outcome { return [] }
        return known.job.checks.map { finding(of: $0, outcome: known.outcome) }
    }

    private static func finding(of check: String, outcome: Outcome?) -> Finding {
        switch outcome {
        case .findings(let findings):
            findings.first { $0.check == check }
                ?? substitute(
                    for: check, verdict: .error, evidence: "Its job brought no finding of it.",
                    advice: "This is a fault of the program that ran it: report it.")
        case .failure(let failure):
            substitute(for: check, failure: failure)
        case .trial, .probe, .plan:
            substitute(
                for: check, verdict: .error,
                evidence: "Its job brought something else than findings.",
                advice: "This is a fault of the program that ran it: report it.")
        case nil:
            substitute(
                for: check, verdict: .skipped, evidence: "The run ended before its turn came.")
        }
    }

    private static func substitute(for check: String, failure: Failure) -> Finding {
        let account = FailureAccount(failure)
        return substitute(
            for: check, verdict: account.verdict, evidence: account.sentence,
            advice: account.advice)
    }

    private static func substitute(
        for check: String, verdict: Finding.Verdict, evidence: String, advice: String = ""
    ) -> Finding {
        Finding(
            check: check, verdict: verdict, verifies: "", expected: "", evidence: evidence,
            advice: advice)
    }
}
