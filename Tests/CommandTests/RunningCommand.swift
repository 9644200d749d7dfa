import Foundation

/// One `preflight` process that a test started.
final class RunningCommand {
    let process = Process()
    let folder: String
    /// Its own, or that of its like, so that what it leaves there can be seen.
    let temporary: String
    /// Where it keeps what must outlive it; commands of one test may share it.
    let state: String
    /// Where coordinators of this account leave the tokens that its commands look for.
    private static let runtime = (try? Preflight.temporaryFolder()) ?? NSTemporaryDirectory()
    private let outputFile: URL
    private let errorFile: URL

    init(
        _ arguments: [String], prefix: [String], program: String = Preflight.executable,
        state: String? = nil, temporary: String? = nil
    ) throws {
        folder = try Preflight.temporaryFolder()
        self.temporary = temporary ?? folder + "/temporary"
        self.state = state ?? folder + "/state"
        for made in [self.temporary, self.state] {
            try FileManager.default.createDirectory(
                atPath: made, withIntermediateDirectories: true)
        }
        outputFile = URL(filePath: folder).appending(path: "stdout")
        errorFile = URL(filePath: folder).appending(path: "stderr")
        var arguments = arguments
        if ["check", "diagnose", "search", "train"].contains(arguments.first),
            !arguments.contains("--output")
        {
            arguments += ["--output", folder]
        }
        let words = prefix + [program] + arguments
        process.executableURL = URL(filePath: prefix.isEmpty ? words[0] : "/usr/bin/env")
        process.arguments = prefix.isEmpty ? Array(words.dropFirst()) : words
        process.currentDirectoryURL = URL(filePath: folder)
        var environment = ProcessInfo.processInfo.environment
        environment["OPENBLAS_CORETYPE"] = nil
        environment["TMPDIR"] = self.temporary
        environment["XDG_STATE_HOME"] = self.state
        environment["XDG_RUNTIME_DIR"] = Self.runtime
        process.environment = environment
        _ = FileManager.default.createFile(atPath: outputFile.path, contents: nil)
        _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    func wait() -> Preflight.Answer {
        process.waitUntilExit()
        return Preflight.Answer(
            status: process.terminationReason == .exit
                ? process.terminationStatus : 128 + process.terminationStatus,
            output: output, errors: errors, folder: folder)
    }

    var output: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// All living processes below this one, nearest first.
    var descendants: [Int32] { ProcessTable.descendants(of: process.processIdentifier) }
}

/// What /proc tells about processes.
enum ProcessTable {
    static func descendants(of root: Int32) -> [Int32] {
        let parents = parents()
        var found: [Int32] = []
        var layer = [root]
        while !layer.isEmpty {
            layer = parents.filter { layer.contains($0.value) }.keys.sorted()
            found += layer
        }
        return found
    }

    /// Whether the process exists and is no zombie.
    static func isAlive(_ process: Int32) -> Bool {
        guard let fields = fields(process) else { return false }
        return fields.state != "Z" && fields.state != "X"
    }

    /// The processor time that a process has used, in the kernel's ticks.
    static func ticks(of process: Int32) -> Int { fields(process)?.ticks ?? 0 }

    /// The memory that a process occupies; 0 where that can't be read.
    static func residentBytes(of process: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)) ?? ""
        let words = text.split(separator: " ")
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    static var all: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }
    }

    /// What a process was started with, as one text; empty where that can't be read.
    static func environment(of process: Int32) -> String {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/environ")
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }

    private static func parents() -> [Int32: Int32] {
        var parents: [Int32: Int32] = [:]
        for process in all { parents[process] = fields(process)?.parent }
        return parents
    }

    private static func fields(
        _ process: Int32
    ) -> (state: String, parent: Int32, ticks: Int)? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        guard words.count > 12, let parent = Int32(words[1]), let user = Int(words[11]),
            let system = Int(words[12])
        else { return nil }
        return (String(words[0]), parent, user + system)
    }
}

/// Waits for something that another process brings about; false when it does not come in time.
func eventually(
    within seconds: Double = 60, every microseconds: UInt32 = 20_000, _ condition: () -> Bool
) -> Bool {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
        if condition() { return true }
        usleep(microseconds)
    }
    return condition()
}
