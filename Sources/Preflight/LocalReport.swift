internal import ArgumentParser
internal import Foundation
internal import Jobs
internal import Reports
internal import Tensors

/// The report of a command that asks its checks in its own process: findings as they come, the
/// summary, the files, and the form that was asked for on standard output.
struct LocalReport {
    let forms: ReportForms
    let isQuiet: Bool
    private let started = Date()

    init(_ forms: ReportForms, isQuiet: Bool) {
        self.forms = forms
        self.isQuiet = isQuiet
    }

    private var words: FileHandle { forms.formats.isEmpty ? .standardOutput : .standardError }

    /// Whether a table at the end tells all that findings as they come would.
    private var tellsByTable: Bool { forms.formats.first == .text }

    var terminal: TerminalReport {
        let isTerminal = isatty(words.fileDescriptor) == 1
        return TerminalReport(
            width: min(RunDisplay.columns() ?? 100, 120),
            isTerminal: isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
    }

    func say(_ text: String) { words.say(text) }

    func show(_ finding: Finding) {
        if !isQuiet, !tellsByTable { say(terminal.finding(finding)) }
    }

    /// Writes the report to the folder and ends with its code.
    ///
    /// - Parameters:
    ///   - name: of the run, in `execution.json`.
    ///   - file: what was judged, as it was given.
    /// - Throws: the exit code of anything but success.
    func end(
        _ submission: RunSubmission, _ records: [JobRecord], _ rules: ReportRules = ReportRules(),
        in folder: OutputFolder, of file: String, name: String
    ) throws {
        let report = Report(
            submission, numerics: Numerics.current.name, version: PreflightVersion.text,
            rules: rules, records: records)
        let execution = ExecutionReport(
            submission, run: RunID(name), numerics: Numerics.current.name, records: records,
            started: started, ended: Date())
        try folder.write(report, execution, forms.formats, of: file)
        if !tellsByTable { say((isQuiet ? "" : "\n") + terminal.summary(report)) }
        let seconds = Figure.seconds(Date().timeIntervalSince(started))
        say("\n\(seconds) · report: \(folder.path)/report.html")
        if let format = forms.formats.first {
            let columns = isatty(STDOUT_FILENO) == 1 ? terminal.width : 80
            try print(
                format.text(report, execution: execution, file: file, width: columns), format,
                folder)
        }
        let code = ExitCodes.code(of: report, isComplete: true)
        if code != .success { throw code }
    }

    private func print(_ text: String, _ format: ReportFormat, _ folder: OutputFolder) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            throw UsageError(
                "cannot write to standard output: \(error.systemReason); the report is in "
                    + "\(folder.path)/\(format.fileName)")
        }
    }
}
