internal import ArgumentParser
internal import Checks
internal import Coordination
internal import Datasets
internal import Experiments
internal import Foundation
internal import Jobs
internal import Reports
internal import Training
internal import ZeroMQ

/// How a command ends, for scripts.
enum ExitCodes {
    static let failed = ExitCode(1)
    static let wrongInput = ExitCode(2)
    static let incomplete = ExitCode(3)
    static let interrupted = ExitCode(130)

    /// Runs a command's body; an error is told on standard error and becomes its exit code.
    static func reporting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let code as ExitCode {
            throw code
        } catch {
            FileHandle.standardError.say("preflight: \(error)")
            throw code(of: error)
        }
    }

    private static func code(of error: any Error) -> ExitCode {
        switch error {
        case let error as CoordinationError:
            error.kind == .unreachable || error.kind == .refused ? incomplete : wrongInput
        case is UsageError, is ExperimentErrors, is DataError, is CheckError, is RecipeError,
            is ZeroMQError,
            is CheckpointError:
            wrongInput
        default: incomplete
        }
    }

    /// The code of a finished run: 1 wins over 3.
    static func code(of report: Report, isComplete: Bool) -> ExitCode {
        if report.findings.contains(where: report.rules.fails) { return failed }
        let hasError = report.findings.contains { $0.verdict == .error }
        return isComplete && !hasError ? .success : incomplete
    }
}
