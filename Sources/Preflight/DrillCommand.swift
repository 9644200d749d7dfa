public import ArgumentParser
internal import Checks
internal import Foundation
internal import Jobs

/// `preflight drill FILE`
public struct DrillCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Plant faults into an experiment and tell which of them its checks catch.",
        discussion: """
            Each fault is planted into a copy of the experiment, and its checks run. The report \
            tells which faults would be caught, by which check, and which would not: how far a \
            report without a complaint can be trusted. What the experiment itself is warned of \
            does not count. The exit code is 0 when the drill was carried out.
            """)

    @OptionGroup var options: RunOptions

    @Option(help: "Plant only these faults (comma-separated; * stands for any characters).")
    var only: String?

    @Flag(help: "Run every check with every fault, not only the quick ones and the expected.")
    var all = false

    public init() {}

    public func run() throws {
        try ExitCodes.reporting {
            let input = try ExperimentInput(path: options.file)
            let (data, _) = try input.validate(seed: options.settings.seed ?? input.seed)
            let site = FaultSite(input.file.defaults, training: data.training)
            let jobs = Drill.jobs(planting: try faults(for: site), into: site, all: all)
            try RunSession(options.settings).run(input) { seed in
                RunSubmission(
                    kind: .check, program: PreflightVersion.program,
                    experiment: input.file.defaults.name, file: input.fileHash, data: input.data,
                    seed: seed, numerics: options.numerics, jobs: jobs)
            }
        }
    }

    /// The names of those asked for.
    ///
    /// - Throws: `UsageError` where the experiment can have none of them.
    private func faults(for site: FaultSite) throws -> [String] {
        let names = Fault.all.map(\.name)
        guard let only else { return names }
        let patterns = CheckChoice.names(only)
        for pattern in patterns where !names.contains(where: { fnmatch(pattern, $0, 0) == 0 }) {
            throw UsageError(
                "there is no fault \"\(pattern)\" (all: \(names.joined(separator: ", ")))")
        }
        let chosen = names.filter { name in patterns.contains { fnmatch($0, name, 0) == 0 } }
        let reasons = Fault.all.filter { chosen.contains($0.name) }.map { fault in
            switch fault.planting(site) {
            case .edits: (fault.name, nil as String?)
            case .impossible(let reason): (fault.name, reason)
            }
        }
        let impossible = reasons.compactMap { name, reason in reason.map { "\(name): \($0)" } }
        if impossible.count == reasons.count {
            throw UsageError(
                "none of these faults applies to \(options.file): "
                    + impossible.joined(separator: "; "))
        }
        return chosen
    }
}
