import Foundation

/// A coordinator or a worker that is started again whenever it ends, as a service manager would.
final class Service {
    let arguments: [String]
    /// Where its processes keep what must outlive them, and what must not: the same for each.
    let state: String
    let temporary: String
    /// What a process of it ends with that was asked to end.
    private let code: Int32
    private(set) var running: RunningCommand
    /// The signals that its process was sent, of those that end one.
    private(set) var sent: Set<Int32> = []
    /// What processes ended with that should not have.
    private(set) var complaints: [String] = []
    private(set) var starts = 1

    init(_ arguments: [String], endsWith code: Int32) throws {
        self.arguments = arguments
        self.code = code
        let folder = try Preflight.temporaryFolder()
        (state, temporary) = (folder + "/state", folder + "/temporary")
        running = try RunningCommand(
            arguments, prefix: [], state: state, temporary: temporary)
    }

    var process: Int32 { running.process.processIdentifier }

    func send(_ signal: Int32) {
        guard running.process.isRunning else { return }
        if signal == SIGKILL || signal == SIGTERM { sent.insert(signal) }
        running.send(signal)
    }

    /// Starts it again where it has ended.
    func mend() throws {
        guard !running.process.isRunning else { return }
        judge()
        running = try RunningCommand(
            arguments, prefix: [], state: state, temporary: temporary)
        sent = []
        starts += 1
    }

    /// Whether the process that has ended did so as it should.
    func judge() {
        let status = running.process.terminationStatus
        let isDocumented =
            switch running.process.terminationReason {
            case .exit: sent.contains(SIGTERM) && status == code
            // One that had not begun yet was asked to end.
            case .uncaughtSignal:
                sent.contains(status) && (status == SIGKILL || running.errors.isEmpty)
            @unknown default: false
            }
        guard !isDocumented else { return }
        complaints.append(
            "\(arguments[0]) ended with \(status) after the signals \(sent.sorted()): "
                + running.errors.suffix(2000))
    }

    /// The names of the jobs that a worker's own notes say to be running.
    var runningJobs: [String] {
        let root = state + "/preflight/spool"
        let files = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
        return files.filter { $0.hasSuffix("/running") }.flatMap { file in
            let text = (try? String(contentsOfFile: root + "/" + file, encoding: .utf8)) ?? ""
            return text.matches(of: /"name":"([^"]+)"/).map { String($0.output.1) }
        }
    }

    /// Processes that its own were started with, in this folder of its own.
    var leftProcesses: [Int32] {
        ProcessTable.all.filter {
            ProcessTable.isAlive($0) && ProcessTable.environment(of: $0).contains(temporary)
        }
    }

    var leftFiles: [String] {
        let spool = state + "/preflight/spool"
        let kept = (FileManager.default.enumerator(atPath: spool)?.allObjects as? [String]) ?? []
        let made = try? FileManager.default.contentsOfDirectory(atPath: temporary)
        return kept + (made ?? [])
    }
}
