internal import Foundation
internal import Jobs
internal import Reports

/// Shows a run to people while it goes on and when it ends: findings as they come, a progress bar
/// on a terminal, plain lines elsewhere.
final class RunDisplay {
    var total = 0
    var counts = RunCounts(total: 0, running: 0, done: 0, slots: 0) {
        didSet { forecast.take(running: counts.names, at: elapsed) }
    }
    private var forecast: RunForecast
    private let submission: RunSubmission
    private let options: RunSettings
    private let words: FileHandle
    private let terminal: TerminalReport
    private let drawsBar: Bool
    private let width: Int
    private let start = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?
    private var lastTenth = 0
    private var failed = 0
    private var lastNote = ""

    init(_ submission: RunSubmission, _ options: RunSettings) {
        self.submission = submission
        forecast = RunForecast(submission)
        self.options = options
        words = options.formats.isEmpty ? .standardOutput : .standardError
        let isTerminal = isatty(words.fileDescriptor) == 1
        width = Self.columns() ?? 100
        terminal = TerminalReport(
            width: min(width, 120),
            isTerminal: isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
        drawsBar = isatty(STDERR_FILENO) == 1 && !options.quiet
    }

    /// The terminal's width. The corresponding C function is `ioctl`.
    static func columns(_ descriptor: Int32 = STDERR_FILENO) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// The terminal's height. The corresponding C function is `ioctl`.
    static func rows(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    func show(_ record: JobRecord) {
        forecast.take(record)
        if case .failure(let failure) = record.outcome, failure.kind != .heldBack { failed += 1 }
        guard !options.quiet, !tellsByTable, submission.kind == .check else { return }
        // What never ran is counted at the end, and a line each would hide what did.
        if case .failure(let failure) = record.outcome, failure.kind == .cancelled { return }
        clear()
        for finding in Report.findings(of: record) { say(terminal.finding(finding)) }
    }

    /// Whether a table at the end tells all that findings as they come would.
    private var tellsByTable: Bool { options.formats.first == .text }

    /// Something for people beside the results; the same one is not said twice in a row.
    func note(_ text: String) {
        guard text != lastNote else { return }
        lastNote = text
        clear()
        FileHandle.standardError.say("preflight: \(text)")
    }

    /// Draws the progress anew where it is time to.
    func tick() {
        guard !options.quiet, counts.total > 0 else { return }
        let line = ProgressLine(
            noun: noun, total: counts.total,
            done: counts.done, running: counts.running, names: counts.names, failed: failed,
            secondsLeft: forecast.secondsLeft(counts, at: elapsed), mayGrow: counts.mayGrow)
        if drawsBar {
            if let drawn, drawn.duration(to: .now) < .milliseconds(100) { return }
            drawn = .now
            let bar = line.bar(elapsed: elapsed, width: min(width, 100) - 1)
            FileHandle.standardError.show("\r\(bar)")
        } else if submission.kind == .search {
            let tenth = counts.done * 10 / counts.total
            guard tenth > lastTenth else { return }
            lastTenth = tenth
            FileHandle.standardError.say(line.plain(elapsed: elapsed))
        }
    }

    private var elapsed: Double { start.duration(to: .now) / .seconds(1) }

    /// What is counted: beside the trials, a search may plan and carry out repeats, and a check may
    /// have many jobs or none of its own.
    private var noun: String {
        submission.kind == .search && submission.jobs.isEmpty ? "trials" : "jobs"
    }

    /// Takes the progress bar away.
    func clear() {
        guard drawn != nil else { return }
        drawn = nil
        FileHandle.standardError.show("\r\u{1B}[K")
    }

    /// The ranked trials, the summary, and where the reports are; nil where they aren't. The first
    /// form that was asked for goes to standard output.
    func end(
        _ report: Report, _ execution: ExecutionReport, of file: String?, _ folder: OutputFolder?
    ) throws {
        if !tellsByTable {
            if submission.kind == .search, !options.quiet { say(terminal.trials(report) + "\n") }
            let gap = submission.kind == .check && !options.quiet ? "\n" : ""
            say(gap + terminal.summary(report))
        }
        let seconds = elapsed
        let location =
            folder.map { "report: \($0.path)/report.html" } ?? "the report is not written"
        say("\(tellsByTable ? "" : "\n")\(Figure.seconds(seconds)) · \(location)")
        guard let format = options.formats.first else { return }
        let columns = isatty(STDOUT_FILENO) == 1 ? min(width, 120) : 80
        try show(
            format.text(report, execution: execution, file: file, width: columns), format, folder)
    }

    private func show(_ text: String, _ format: ReportFormat, _ folder: OutputFolder?) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            throw UsageError(
                "cannot write to standard output: \(error.systemReason)"
                    + (folder.map { "; the report is in \($0.path)/\(format.fileName)" } ?? ""))
        }
    }

    private func say(_ text: String) { words.say(text) }
}
