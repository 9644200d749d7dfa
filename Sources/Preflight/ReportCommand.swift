public import ArgumentParser
internal import Foundation
internal import Reports

/// `preflight report --schema report|execution`
public struct ReportCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print the JSON Schema of what a run leaves.",
        discussion: "Validate report.json and execution.json against these (draft 2020-12).")

    enum Document: String, CaseIterable, ExpressibleByArgument {
        case report, execution
    }

    @Option(help: "Whose schema: report (report.json) or execution (execution.json).")
    var schema: Document

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let found: ReportSchema =
                switch schema {
                case .report: .report
                case .execution: .execution
                }
            try FileHandle.standardOutput.write(contentsOf: found.encoded())
        }
    }
}
