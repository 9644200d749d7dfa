public import ArgumentParser
internal import Execution
internal import Foundation

/// The hidden command that a supervisor starts its compute processes with.
public struct ComputeCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "compute", abstract: "Run jobs for a supervisor.", shouldDisplay: false)

    /// This executable, and the arguments that make it a compute process.
    static var line: [String] {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return [path ?? CommandLine.arguments[0], "compute"]
    }

    public init() {}

    public func run() throws {
        guard isatty(0) == 0 else {
            throw ValidationError("compute is for supervisors: use `preflight worker`")
        }
        ComputeProcess.main(runner: ExperimentRunner())
    }
}
