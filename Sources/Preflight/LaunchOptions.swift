internal import ArgumentParser
internal import Foundation

/// Whether a coordinator starts its own workers, and how.
struct LaunchOptions: ParsableArguments {
    enum System: String, ExpressibleByArgument { case slurm }

    @Option(help: "Submit and retire workers by demand through this batch system: slurm.")
    var launch: System?

    @Option(help: "With --launch: fewest and most workers, such as 8..64.")
    var workers: String?

    @Option(
        name: .customLong("worker-slots"),
        help: "With --launch: jobs at a time in each worker (default: the processors of its job).")
    var slots: Int?

    @Option(
        name: .customLong("worker-address"),
        help: ArgumentHelp(
            "With --launch: what workers connect to (default: this host's name and the port).",
            valueName: "address"))
    var address: String?

    @Option(
        name: .customLong("worker-program"),
        help: ArgumentHelp(
            "With --launch: the executable on the workers' hosts (default: this one).",
            valueName: "path"))
    var program: String?

    @Option(
        name: .customLong("launch-directive"), parsing: .unconditionalSingleValue,
        help: "With --launch: a directive of sbatch, such as --mem=4G; may be repeated.")
    var directives: [String] = []

    /// Fewest and most workers.
    var range: ClosedRange<Int> {
        get throws {
            let text = workers ?? "1..8"
            let bounds = text.split(separator: "..", omittingEmptySubsequences: false)
                .map { Int($0) }
            let (low, high) = (bounds.first ?? nil, bounds.last ?? nil)
            guard bounds.count <= 2, let low, let high, low >= 0, high >= max(1, low),
                high <= 10_000
            else {
                throw ValidationError(
                    "--workers takes a number or two, such as 8..64, not \(text)")
            }
            return low...high
        }
    }

    func validate() throws {
        _ = try range
        if let slots, !(1...1024).contains(slots) {
            throw ValidationError("--worker-slots takes 1 to 1024, not \(slots)")
        }
        let isUsed =
            workers != nil || slots != nil || address != nil || program != nil
            || !directives.isEmpty
        if launch == nil, isUsed {
            throw ValidationError(
                "--workers, --worker-slots, --worker-address, --launch-directive "
                    + "and --worker-program need --launch")
        }
        for directive in directives
        where !directive.hasPrefix("-") || directive.contains(where: \.isNewline) {
            throw ValidationError("\(directive) is no directive of sbatch, such as --mem=4G")
        }
    }

    /// Nil where the coordinator is not to start workers.
    ///
    /// - Parameters:
    ///   - endpoints: where it listens.
    ///   - keys: the folder that the workers' hosts share.
    ///   - store: its path tells this coordinator's workers from those of others.
    func launcher(_ endpoints: [String], keys: String?, store: String) throws -> Launcher? {
        guard launch != nil, let endpoint = endpoints.first else { return nil }
        let folder = FileManager.default.currentDirectoryPath
        let store = URL(filePath: store, relativeTo: URL(filePath: folder)).path
        let logs = store + ".workers"
        try FileManager.default.createDirectory(
            atPath: logs, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        var words = [
            program ?? CommandLine.executable, "worker", "--connect",
            address ?? Self.reachable(endpoint),
        ]
        if let keys { words += ["--keys", URL(filePath: keys).path] }
        var command = words.map(Self.quoted).joined(separator: " ")
        command += " --name \"$slurm_worker\" --slots "
        command += slots.map(String.init) ?? "\"$SLURM_CPUS_ON_NODE\""
        // FNV-1a, so that the name stays when the coordinator begins again.
        let digest = store.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return try Launcher(
            self,
            queue: SlurmQueue(
                name: "preflight-" + String(digest, radix: 16), command: command,
                directives: directives, logs: logs))
    }

    /// The endpoint with this host's name instead of "every interface".
    private static func reachable(_ endpoint: String) -> String {
        for every in ["0.0.0.0", "*", "[::]"] where endpoint.hasPrefix("tcp://\(every):") {
            let port = endpoint.split(separator: ":").last ?? ""
            return "tcp://\(ProcessInfo.processInfo.hostName):\(port)"
        }
        return endpoint
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension CommandLine {
    /// The path of this program's file.
    fileprivate static var executable: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    }
}
