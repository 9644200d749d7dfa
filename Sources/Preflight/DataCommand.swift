public import ArgumentParser
internal import Checks
internal import Experiments
internal import Foundation
internal import Jobs
internal import Randomness
internal import Reports
internal import Tensors

/// `preflight data FILE`
public struct DataCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "Check data before any network; exit code 1 if a check fails.",
        discussion: """
            FILE is an experiment, of which the data alone are read, or data without one: a table \
            (.csv, .tsv, .jsonl), arrays (.npz, .npy), IDX or CIFAR-10 files, or a folder of them. \
            What the targets are is then guessed and said; --targets and --inputs name them.
            """)

    @Argument(help: "An experiment, a data file, or a folder of data files.")
    var file: String

    @Option(help: "The column, array or file of the targets.")
    var targets: String?

    @Option(help: "The columns (comma-separated), the array or the file of the inputs.")
    var inputs: String?

    @Option(help: "The number of classes; 0 where the targets are numbers.")
    var classes: Int?

    @Option(help: "The seed of all random draws (default: the experiment's, or 0).")
    var seed: UInt64?

    @Option(help: "The folder for the reports.")
    var output: String?

    @OptionGroup var forms: ReportForms

    @Flag(help: "Show the summary alone.")
    var quiet = false

    public init() {}

    public func validate() throws {
        if let classes, classes < 0 || classes == 1 {
            throw ValidationError("--classes takes 2 or more, or 0 for numbers, not \(classes)")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            // What goes over all rows does so on all cores; no figure depends on how many.
            Cores.use(min(256, ProcessInfo.processInfo.activeProcessorCount))
            let display = LocalReport(forms, isQuiet: quiet)
            let source = try DataSource(self)
            for sentence in source.said { FileHandle.standardError.say("preflight: \(sentence)") }
            let jobs = try CheckPlan.jobs(
                only: CheckRegistry.data.map { $0.name }.filter(source.isOn),
                settings: source.settings)
            let submission = RunSubmission(
                kind: .check, program: PreflightVersion.program, experiment: source.name,
                file: source.hash, data: source.files.references, seed: source.seed, jobs: jobs)
            let folder = try OutputFolder(output, experiment: source.name)
            defer { folder.removeIfWithoutReport(began: false) }
            let records = try answer(jobs, source, display)
            try display.end(submission, records, in: folder, of: file, name: "data")
        }
    }

    /// Asks one check after the other, and shows what each finds.
    private func answer(
        _ jobs: [PlannedJob], _ source: DataSource, _ display: LocalReport
    ) throws -> [JobRecord] {
        let registry = try CheckRegistry.stock.with(source.settings)
        var failed: Set<String> = []
        return try jobs.enumerated().map { index, job in
            guard
                let check = registry.examinations.first(where: { $0.name == job.name })
                    as? any DataCheck
            else { throw UsageError("the check \(job.name) asks more than the data") }
            let blocking = check.needs.filter(failed.contains)
            let finding =
                blocking.isEmpty
                ? try check.answer(source.data { source.key(job.name, $0) })
                : check.finding(
                    .skipped, "\(blocking.joined(separator: " and ")) failed before")
            if finding.verdict == .failed { failed.insert(job.name) }
            display.show(finding)
            return JobRecord(job: job, path: TreePath(index), outcome: .findings([finding]))
        }
    }
}
