internal import Jobs

/// What the page's template shows, as words. Keys are never optional: a template that finds none
/// would look for it further out.
struct PageView {
    struct Count {
        let verdict: String
        let number: Int
        let name: String
    }

    struct Fact {
        let name: String
        let value: String
    }

    struct Problem {
        let verdict: String
        let name: String
        let anchors: [String]
        let evidence: [Prose]
        let advice: [Prose]
        /// In lists of one, or of none where there is nothing to say.
        let explains: [Links]
        let causes: [Links]
        let isSymptom: Bool
    }

    /// A known finding.
    struct Accepted {
        let verdict: String
        let links: [Links]
        let why: Prose
    }

    /// Names of checks, each leading to its finding.
    struct Links {
        struct Link {
            let name: String
            let anchor: String
            /// What stands before it in the sentence.
            let joint: String
        }

        let links: [Link]
    }

    let style = Stylesheet.text
    let title: String
    let kind: String
    let experiment: String
    let worst: String
    let verdictSentence: Prose
    let counts: [Count]
    let hasProblems: Bool
    let problems: [Problem]
    let hasAccepted: Bool
    let accepted: [Accepted]
    let hasFindings: Bool
    let findings: [FindingView]
    let searches: [SearchView]
    let facts: [Fact]
    let files: [[String]]
    let executions: [ExecutionView]

    init(_ report: Report, execution: ExecutionReport?) {
        let run = report.run
        experiment = PrintableText.page(run.experiment)
        kind = run.kind.rawValue
        title = "\(experiment) – preflight \(kind)"
        worst = Self.worst(report)
        verdictSentence = Prose(report.summary.verdict)
        counts = Self.counts(report.summary)
        problems = report.summary.problems.map { Self.problem($0, in: report) }
        hasProblems = !problems.isEmpty
        let rows = ValidationRow.all(report)
        findings = rows.enumerated().map {
            FindingView($1, number: $0, isAlone: rows.count == 1)
        }
        accepted = report.summary.accepted.map { Self.accepted($0, in: report) }
        hasAccepted = !accepted.isEmpty
        hasFindings = !findings.isEmpty
        searches = run.search.map { [SearchView(report, search: $0)] } ?? []
        facts = Self.facts(run)
        files =
            [["experiment file", "", run.file.text]]
            + run.data.map {
                [PrintableText.page($0.path), Figure.bytes($0.size), $0.hash.text]
            }
        executions = execution.map { [ExecutionView($0)] } ?? []
    }

    private static func worst(_ report: Report) -> String {
        let verdicts = Set(report.summary.problems.map(\.verdict))
        for verdict in [Finding.Verdict.failed, .error, .warned] where verdicts.contains(verdict) {
            return verdict.rawValue
        }
        let hasResult = report.summary.findings.passed > 0 || report.summary.best != nil
        return (hasResult ? Finding.Verdict.passed : .skipped).rawValue
    }

    /// A symptom says of which cause, and no more.
    private static func problem(_ problem: ReportSummary.Problem, in report: Report) -> Problem {
        let anchor = report.findings.firstIndex { $0.check == problem.check }
        let causes = report.summary.causes(of: problem)
        let isCause = causes.isEmpty
        return Problem(
            verdict: problem.verdict.rawValue, name: PrintableText.page(problem.check),
            anchors: anchor.map { [FindingView.anchor($0)] } ?? [],
            evidence: isCause ? [Prose(problem.evidence)] : [],
            advice: isCause ? Prose.section(problem.advice) : [],
            explains: isCause ? links(problem.explains, in: report) : [],
            causes: links(causes, in: report), isSymptom: !isCause)
    }

    private static func accepted(
        _ finding: ReportSummary.Accepted, in report: Report
    ) -> Accepted {
        Accepted(
            verdict: finding.verdict.rawValue, links: links([finding.check], in: report),
            why: Prose(finding.why))
    }

    private static func links(_ checks: [String], in report: Report) -> [Links] {
        let links = checks.enumerated().compactMap { index, check -> Links.Link? in
            guard let finding = report.findings.firstIndex(where: { $0.check == check }) else {
                return nil
            }
            let joint = index == 0 ? "" : index == checks.count - 1 ? " and " : ", "
            return Links.Link(
                name: PrintableText.page(check), anchor: FindingView.anchor(finding), joint: joint)
        }
        return links.isEmpty ? [] : [Links(links: links)]
    }

    private static func counts(_ summary: ReportSummary) -> [Count] {
        let findings = summary.findings
        var counts = [
            Count(verdict: "failed", number: findings.failed, name: "failed"),
            Count(verdict: "error", number: findings.error, name: "not carried out"),
            Count(verdict: "warned", number: findings.warned, name: "warned"),
            Count(verdict: "passed", number: findings.passed, name: "passed"),
            Count(verdict: "skipped", number: findings.skipped, name: "skipped"),
        ]
        if let trials = summary.trials {
            counts += [
                Count(verdict: "passed", number: trials.completed, name: "completed"),
                Count(verdict: "warned", number: trials.infeasible, name: "infeasible"),
                Count(verdict: "error", number: trials.failed, name: "not carried out"),
                Count(verdict: "skipped", number: trials.cancelled, name: "cancelled"),
            ]
        }
        return counts.filter { $0.number > 0 }
    }

    private static func facts(_ run: ReportedRun) -> [Fact] {
        [
            Fact(name: "Seed", value: "\(run.seed)"),
            Fact(name: "Numerics", value: PrintableText.page(run.numerics)),
            Fact(name: "Version", value: PrintableText.page(run.version)),
        ]
    }
}
