internal import Foundation

/// The forms that a report can be asked for in.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// The five-column validation report and the summary, as wide as a terminal.
    case text
    case json
    /// For a pull request.
    case markdown
    /// XML that Jenkins, GitLab and others read.
    case junit
    /// Annotations of a GitHub workflow.
    case github
    case html

    /// The name of the file in a run's output folder.
    public var fileName: String {
        switch self {
        case .text: "report.txt"
        case .json: "report.json"
        case .markdown: "report.md"
        case .junit: "report.junit.xml"
        case .github: "report.github.txt"
        case .html: "report.html"
        }
    }

    /// Returns the report in this form, its last line ended.
    ///
    /// - Parameters:
    ///   - execution: how the run was carried out, where that is known.
    ///   - file: the experiment file as it was given; nil where there is none.
    ///   - width: the columns that a line of text may take.
    public func text(
        _ report: Report, execution: ExecutionReport? = nil, file: String? = nil, width: Int = 80
    ) throws -> String {
        switch self {
        case .text: TerminalReport(width: width).validation(report) + "\n"
        case .json: String(decoding: try JSONReport.encode(report), as: UTF8.self)
        case .markdown: MarkdownReport.text(report)
        case .junit: JUnitReport.text(report, execution: execution)
        case .github: GitHubAnnotations.text(report, file: file)
        case .html: HTMLReport.page(report, execution: execution)
        }
    }
}
