public import ArgumentParser
internal import Checks
internal import Experiments
internal import Jobs

/// `preflight check FILE`
public struct CheckCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check an experiment; exit code 1 if a check fails.")

    @OptionGroup var options: RunOptions

    @Option(help: "Run only these checks (comma-separated), also where the file has them off.")
    var only: String?

    @Option(help: "Leave these checks out (comma-separated).")
    var skip: String?

    public init() {}

    public func validate() throws {
        if let only, Self.names(only).isEmpty {
            throw ValidationError("--only names no check")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            let input = try ExperimentInput(path: options.file)
            let jobs = try CheckPlan.jobs(
                only: Self.names(only), skip: Self.names(skip),
                settings: input.file.defaults.checks)
            try RunSession(options.settings).run(input) { seed in
                RunSubmission(
                    kind: .check, program: PreflightVersion.program,
                    experiment: input.file.defaults.name, file: input.fileHash, data: input.data,
                    seed: seed, kernelKind: options.kernelKind, jobs: jobs)
            }
        }
    }

    static func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
}
