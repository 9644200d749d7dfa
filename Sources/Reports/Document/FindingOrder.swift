internal import Jobs

/// Sets out a run's findings in plan order, one for each planned check, whatever came back.
enum FindingOrder {
    /// Returns the findings of `jobs`, taken from `records` by job name.
    static func findings(of jobs: [PlannedJob], in records: [JobRecord]) -> [Finding] {
        let outcomes = Dictionary(
            records.map { ($0.job.name, $0.outcome) }, uniquingKeysWith: { first, _ in first })
        return jobs.flatMap { job in
            job.checks.map { check in finding(of: check, outcome: outcomes[job.name]) }
        }
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
