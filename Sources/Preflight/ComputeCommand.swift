internal import Execution
internal import Foundation

/// `preflight compute --cores N`, which a supervisor starts its compute processes with.
public enum ComputeCommand {
    /// This executable, and the arguments that make it a compute process with so many cores.
    static func line(cores: Int) -> [String] {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return [path ?? CommandLine.arguments[0], "compute", "--cores", "\(cores)"]
    }

    /// Becomes a compute process where the program was started as one; else returns.
    ///
    /// A program calls this before it parses its arguments: parsing them takes longer than all
    /// else that a compute process does before its first job.
    public static func runIfAsked() { runIfAsked(runner: ExperimentRunner()) }

    /// The same for a program whose jobs `runner` carries out.
    static func runIfAsked(runner: @autoclosure () -> some JobRunner) {
        let words = CommandLine.arguments.dropFirst()
        guard words.first == "compute" else { return }
        guard isatty(0) == 0, words.count == 3, words.dropFirst().first == "--cores",
            let cores = words.last.flatMap({ Int($0) }), (1...256).contains(cores)
        else {
            FileHandle.standardError.say(
                "preflight: compute is for supervisors: use `preflight worker`")
            exit(2)
        }
        ComputeProcess.main(runner: runner(), cores: cores)
    }
}
