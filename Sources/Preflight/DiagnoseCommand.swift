public import ArgumentParser
internal import Checks
internal import Foundation
internal import Jobs
internal import Reports

/// `preflight diagnose HISTORY…`
public struct DiagnoseCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract:
            "Judge a training that already happened by its log; exit code 1 if a check fails.",
        discussion: """
            HISTORY is a log of losses, and of scores, learning rates and gradient norms where \
            there are such: Keras's CSVLogger or history, Lightning's metrics.csv, Hugging Face's \
            trainer_state.json, or any CSV (tabs, semicolons) or JSON lines with a row for each \
            epoch or step. Several files are trainings of one experiment with several seeds.
            """)

    @Argument(help: "Logs of one training each.", completion: .file())
    var histories: [String]

    @Option(help: "The column of the training loss.")
    var loss: String?

    @Option(help: "The column of the validation loss.")
    var validationLoss: String?

    @Option(help: "The column of a training score (the more the better).")
    var score: String?

    @Option(help: "The column of a validation score (the more the better).")
    var validationScore: String?

    @Option(help: "The column of the learning rate.")
    var learningRate: String?

    @Option(help: "The column of the gradients' norm.")
    var gradientNorm: String?

    @Option(help: "The lowest loss that can be had, where you know it.")
    var floor: Double?

    @Option(help: "The folder for the reports.")
    var output: String?

    @OptionGroup var forms: ReportForms

    @Flag(help: "Count warnings as failures.")
    var strict = false

    @Flag(help: "Show the summary alone.")
    var quiet = false

    public init() {}

    public func validate() throws {
        if let floor, !floor.isFinite {
            throw ValidationError("--floor takes a number, not \(floor)")
        }
    }

    private var given: [HistoryRole: String] {
        let pairs: [(HistoryRole, String?)] = [
            (.loss, loss), (.validationLoss, validationLoss), (.score, score),
            (.validationScore, validationScore), (.rate, learningRate), (.norm, gradientNorm),
        ]
        return Dictionary(
            uniqueKeysWithValues: pairs.compactMap { role, name in
                name.map { (role, $0) }
            })
    }

    public func run() throws {
        try ExitCodes.reporting {
            let display = LocalReport(forms, isQuiet: quiet)
            let source = try HistorySource(histories, given: given, floor: floor)
            let checks = HistoryRegistry.checks
            let submission = RunSubmission(
                kind: .check, program: PreflightVersion.program,
                experiment: source.histories.map(\.name).joined(separator: ", "),
                file: source.files[0].hash, data: source.files, seed: 0,
                jobs: checks.map { PlannedJob(name: $0.name, checks: [$0.name]) })
            let folder = try OutputFolder(output, experiment: source.histories[0].name)
            defer { folder.removeIfWithoutReport(began: false) }
            if !quiet { display.say(curves(of: source.histories, width: display.terminal.width)) }
            let records = zip(checks, submission.jobs).enumerated().map { index, pair in
                let finding = pair.0.finding(source.histories)
                // The curves above it say what was read.
                var shown = finding
                shown.tables = []
                display.show(shown)
                return JobRecord(
                    job: pair.1, path: TreePath(index), outcome: .findings([finding]))
            }
            try display.end(
                submission, records, ReportRules(isStrict: strict), in: folder, of: histories[0],
                name: "diagnose")
        }
    }

    /// The curves as lines of blocks, with what each column was taken for.
    private func curves(of histories: [History], width: Int) -> String {
        var lines: [String] = []
        for history in histories {
            lines.append(TextWidth.cut(PrintableText.line(history.name), to: width))
            for (words, values) in history.sketches {
                let head =
                    "  "
                    + TextWidth.padded(
                        TextWidth.cut(PrintableText.line(words), to: 36), to: 37)
                let ends = " \(Figure.text(values.first ?? 0)) → \(Figure.text(values.last ?? 0))"
                let room = max(8, min(width, 100) - 39 - ends.count)
                lines.append(head + Sparkline.text(values, width: room) + ends)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
