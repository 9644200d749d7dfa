internal import Jobs

/// Annotations of a GitHub workflow: a line for each problem, which the workflow's page and the
/// changed file show. They are the workflow commands `error`, `warning` and `notice`.
public enum GitHubAnnotations {
    /// Returns the lines, each ended; nothing where nothing is wrong.
    ///
    /// - Parameter file: the experiment file as it was given; nil where there is none.
    public static func text(_ report: Report, file: String? = nil) -> String {
        let problems = report.summary.problems.map { problem in
            let isWarning = problem.verdict == .warned && !report.rules.isStrict
            let causes = report.summary.causes(of: problem)
            let parts = [
                problem.evidence,
                problem.explains.isEmpty ? "" : "Explains \(Plural.list(problem.explains)).",
                causes.isEmpty ? problem.advice : "See \(Plural.list(causes)).",
            ]
            return line(
                isWarning ? "warning" : "error", title: "\(problem.check) \(word(problem.verdict))",
                parts.filter { !$0.isEmpty }.joined(separator: "\n"), file: file)
        }
        let accepted = report.summary.accepted.map {
            line(
                "notice", title: "\($0.check) \(word($0.verdict)), accepted",
                "\($0.evidence)\n\($0.why)", file: file)
        }
        return (problems + accepted).joined()
    }

    private static func word(_ verdict: Finding.Verdict) -> String {
        verdict == .error ? "could not be carried out" : verdict.rawValue
    }

    private static func line(
        _ command: String, title: String, _ message: String, file: String?
    ) -> String {
        let location = file.map { "file=\(property($0))," } ?? ""
        return "::\(command) \(location)title=\(property(title))::\(data(message))\n"
    }

    /// A message, in which line ends are written as `%0A`.
    private static func data(_ text: String) -> String {
        PrintableText.lines(text).replacing("%", with: "%25").replacing("\r", with: "%0D")
            .replacing("\n", with: "%0A")
    }

    /// A property's value, in which colons and commas would end it.
    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
