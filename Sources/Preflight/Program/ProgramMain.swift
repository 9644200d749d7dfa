public import ArgumentParser
public import Checks
internal import Foundation
internal import Tensors

/// Runs a program of one's own: `check`, `search`, `worker` and the other commands for experiments
/// in code.
///
/// It is all that the program's `main.swift` needs to call, as `Preflight.main(…)`, before anything
/// else: the program's workers start it again as their compute processes. A wrong command line ends
/// the process with exit code 2, as all wrong input does.
///
/// - Parameters:
///   - name: what coordinator and workers know the program by; not `preflight`. Workers of another
///     build of it, by the hash of the executable, get none of its jobs.
///   - experiments: of different names.
///   - checks: checks of one's own, which run beside ours.
public func main(
    program name: String, experiments: [Experiment], checks: [any StepCheck] = []
) {
    let program = OwnProgram(name: name, experiments: experiments, checks: checks)
    ComputeCommand.runIfAsked(runner: ProgramRunner(program))
    CommandEntry.run(OwnCommand.self) { command in
        if let command = command as? any ProgramCommand {
            try command.run(of: program)
        } else {
            var command = command
            try command.run()
        }
    }
}

/// How a program reads its command line and ends.
public enum CommandEntry {
    /// Parses the command line and runs what it names. Wrong arguments end with 2, like any other
    /// wrong input.
    public static func run<Root: ParsableCommand>(_ root: Root.Type) {
        run(root) { command in
            var command = command
            try command.run()
        }
    }

    static func run<Root: ParsableCommand>(
        _ root: Root.Type, _ body: (any ParsableCommand) throws -> Void
    ) {
        Numerics.use(.standard)
        do {
            try body(root.parseAsRoot())
        } catch let code as ExitCode {
            root.exit(withError: code)
        } catch {
            if root.exitCode(for: error) == .success { root.exit(withError: error) }
            FileHandle.standardError.say(root.fullMessage(for: error))
            root.exit(withError: ExitCode(2))
        }
    }
}
