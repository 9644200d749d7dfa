internal import Jobs

/// What a judge was given of the probes that it reads.
struct ProbeOutcomes {
    /// A probe that could not be measured: why, and what to do.
    struct Missing {
        let evidence: String
        let advice: String
    }

    /// By the probes' names.
    private(set) var results: [String: ProbeResult] = [:]
    private(set) var errors: [Missing] = []

    init(_ outcomes: [ReadOutcome]) {
        for read in outcomes {
            switch read.content {
            case .outcome(.probe(let result)):
                results[read.job.split(separator: "/").last.map(String.init) ?? ""] = result
            case .outcome(.failure(let failure)):
                let reason = failure.message.isEmpty ? failure.kind.rawValue : failure.message
                errors.append(
                    Missing(
                        evidence: "\(read.job) could not be measured: \(reason)",
                        advice: "Mend what the message names and run again."))
            case .outcome, .score:
                errors.append(
                    Missing(
                        evidence: "\(read.job) brought no measurement",
                        advice: "This is a fault of the program that ran it: report it."))
            }
        }
    }
}

extension Check {
    /// Says that a probe could not be measured.
    func finding(by missing: ProbeOutcomes.Missing) -> Finding {
        finding(.error, missing.evidence, advice: missing.advice)
    }
}
