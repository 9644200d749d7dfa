package import Jobs
internal import Foundation

/// What a worker must not take along when it dies: the results that its coordinator has not
/// acknowledged, and which attempts run.
///
/// It is a folder of its own below one for each coordinator's address, locked for as long as the
/// worker lives. The next worker at this host that finds it free takes its results for its own,
/// and tells of the attempts that ran there.
package final class Spool {
    /// Results that are kept at most: all of their names must fit a greeting.
    package static let countLimit = 1024
    /// Bytes that they may have together.
    package static let byteLimit = 64 << 20

    package let folder: String
    /// What earlier workers left: their results, and a failure for each attempt that ran when they
    /// died.
    package let inherited: [JobResult]
    private let location: LockedFolder
    private let slots: RunningFile
    private let writer: SpoolWriter
    private var hasClosed = false

    /// - Parameters:
    ///   - root: the folder of all spools.
    ///   - endpoint: the coordinator's address.
    ///   - host: what a result says about where it was made.
    ///   - grace: so long a result may wait for its acknowledgement before it is written.
    ///   - say: takes sentences for people, on any thread.
    package init(
        below root: String, endpoint: String, slots: Int, host: JobResult.Execution,
        grace: Duration = .milliseconds(200), calls: FileCalls = .system,
        say: @escaping @Sendable (String) -> Void
    ) throws(HostTrouble) {
        let parent = root + "/" + Self.name(of: endpoint)
        location = try Self.make(below: parent)
        folder = location.path
        self.slots = try RunningFile(at: folder + "/running", slots: slots)
        inherited = Self.takeOver(
            LockedFolder.abandoned("worker-", below: parent), into: folder, host, calls, say)
        writer = SpoolWriter(location, holding: inherited, grace: grace, calls: calls, say: say)
    }

    deinit { close() }

    /// Keeps a result until it is forgotten.
    package func keep(_ result: JobResult) { writer.keep(result) }

    package func forget(_ attempt: AttemptID) { writer.forget(attempt) }

    /// Notes what runs on a slot now.
    package func note(slot: Int, runs attempt: AttemptID?) { slots.write(attempt, at: slot) }

    /// An orderly end begins: nothing runs any more, and what is not acknowledged goes to disk.
    package func beginClosing() {
        slots.remove()
        writer.beginClosing()
    }

    /// Ends the spool, and removes its folder where nothing is left in it. A disk that does not
    /// answer within a second is not waited for.
    package func close() {
        if hasClosed { return }
        hasClosed = true
        beginClosing()
        guard writer.waitUntilIdle(for: .seconds(1)) else { return }
        guard writer.isEmpty else { return location.unlock() }
        location.remove()
        rmdir((folder as NSString).deletingLastPathComponent)
    }

    /// A folder name for an address, which people can read and no other address has.
    static func name(of endpoint: String) -> String {
        let plain = endpoint.unicodeScalars.prefix(80).map { scalar in
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic
                    || "0123456789.-".unicodeScalars.contains(scalar))
            return isPlain ? String(scalar) : "_"
        }
        return plain.joined() + "-" + ContentHash(of: Data(endpoint.utf8)).text.prefix(8)
    }

    /// Another worker that ends may remove the empty folder above just now.
    private static func make(below parent: String) throws(HostTrouble) -> LockedFolder {
        for _ in 0..<3 {
            try? FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            guard LockedFolder.isOwn(parent) else { continue }
            if let folder = try? LockedFolder.make("worker-", below: parent) { return folder }
        }
        guard LockedFolder.isOwn(parent) else {
            throw HostTrouble("make the folder \(parent)", code: EACCES)
        }
        return try LockedFolder.make("worker-", below: parent)
    }

    /// Moves what dead workers left into `folder`: a crash on the way loses nothing, and leaves
    /// nothing twice, since a file is named after its attempt.
    private static func takeOver(
        _ abandoned: [LockedFolder], into folder: String, _ host: JobResult.Execution,
        _ calls: FileCalls, _ say: (String) -> Void
    ) -> [JobResult] {
        for left in abandoned {
            for name in SpoolFile.names(in: left.path) {
                _ = rename(left.path + "/" + name, folder + "/" + name)
            }
            for (slot, attempt) in RunningFile.attempts(at: left.path + "/running") {
                let file = SpoolFile(of: attempt, in: folder)
                guard access(file.path, F_OK) != 0 else { continue }
                _ = try? file.write(death(of: attempt, slot, host), calls)
            }
            left.remove()
        }
        return SpoolFile.results(in: folder, say)
    }

    private static func death(
        of attempt: AttemptID, _ slot: Int, _ host: JobResult.Execution
    ) -> JobResult {
        var host = host
        host.slot = slot
        return JobResult(
            attempt: attempt,
            outcome: .failure(
                Failure(
                    .workerDied,
                    "the worker died while this ran: it was killed, as for want of memory, or its "
                        + "host went down; see the host's system log")),
            numerics: "", execution: host)
    }
}
