public import ArgumentParser
internal import Coordination
internal import Execution
internal import Foundation
internal import Jobs
internal import Tensors

/// `preflight replay RUN JOB --coordinator ADDRESS`
public struct ReplayCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run one recorded job again here, and say whether its bytes match.",
        discussion: "Ends with 0 where they do, with 1 where they don't; then the first place "
            + "where both outcomes differ is named.")

    @Argument(
        help: ArgumentHelp("The run's name, as `preflight status` shows it.", valueName: "run"))
    var name: String

    @Argument(help: "The job's name, such as trial/17 or overfit-one-batch.")
    var job: String

    @OptionGroup var options: CoordinatorOptions

    @OptionGroup var cores: SlotCores

    public init() {}

    public func run() throws { try run(as: PreflightVersion.identity()) }

    /// Replays as the program named.
    func run(as program: Program) throws {
        var differs = false
        try ExitCodes.reporting {
            let client = try options.client()
            let (assignment, record) = try client.recall(job, of: RunID(name))
            try require(assignment.program, program)
            _ = try Numerics.named(assignment.numerics)
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "preflight-replay-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
            defer { try? FileManager.default.removeItem(at: folder) }
            var blobs: [String: String] = [:]
            for hash in Set(assignment.blobs).sorted() {
                let path = folder.appending(path: hash.text).path
                try client.fetch(hash, of: RunID(name), to: path)
                blobs[hash.text] = path
            }
            let outcome = try Replay.run(
                ComputeRequest(assignment: assignment, blobs: blobs), cores: cores.count)
            differs = try !compare(stored: record.outcome, here: outcome)
        }
        if differs { throw ExitCodes.failed }
    }

    private func require(_ wanted: Program, _ own: Program) throws {
        guard wanted.name == own.name else {
            throw UsageError(
                "the run is of the program \(wanted.name): use `\(wanted.name) replay`, as this "
                    + "is \(own.name)")
        }
        if wanted.build != own.build {
            FileHandle.standardError.say(
                "preflight: the run was made by build \(wanted.build) and this is \(own.build): "
                    + "bytes may differ for that")
        }
    }

    private func compare(stored: Outcome, here: Outcome) throws -> Bool {
        let (before, after) = (
            try CanonicalJSON.encode(stored), try CanonicalJSON.encode(here)
        )
        let digest = ContentHash(of: before)
        guard before != after else {
            print("\(job) of \(name): the same bytes (\(digest))")
            return true
        }
        print("\(job) of \(name): other bytes than the stored ones")
        print("  stored: \(digest)")
        print("  here:   \(ContentHash(of: after))")
        if let difference = try JSONDifference.first(in: before, and: after) {
            print("  first difference at \(difference.path):")
            print("    stored: \(difference.left)")
            print("    here:   \(difference.right)")
        }
        return false
    }
}

/// One job in a compute process of its own, as a worker runs it.
enum Replay {
    static func run(_ request: ComputeRequest, cores: Int) throws -> Outcome {
        let slot = ComputeSlot(number: 0, command: ComputeCommand.line(cores: cores))
        try slot.start()
        defer { slot.stop() }
        try slot.send(request)
        while true {
            for report in slot.reports() {
                switch report {
                case .progressed, .proved: continue
                case .finished(let end): return end.outcome
                case .died(let failure): return .failure(failure)
                }
            }
            usleep(5000)
        }
    }
}
