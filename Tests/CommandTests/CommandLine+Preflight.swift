import Foundation
import Testing

/// The built executable, run for real: own processes, sockets, files.
enum Preflight {
    /// The executable beside the test bundle.
    static let executable = built("preflight")

    /// The example's own program, which is built beside it.
    static let ownNetwork = built("OwnNetworkExample")

    private static func built(_ name: String) -> String {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: name).path(percentEncoded: false)
    }

    /// The folder that holds `Package.swift`.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path(percentEncoded: false)

    struct Answer {
        var status: Int32
        var output: String
        var errors: String
        var folder: String

        /// The bytes of a file that the command wrote to its output folder.
        func file(_ name: String) throws -> Data {
            try Data(contentsOf: URL(filePath: folder).appending(path: name))
        }
    }

    /// Runs one command to its end. `--output` is added for the commands that write reports.
    static func run(_ arguments: String..., prefix: [String] = []) throws -> Answer {
        try run(arguments, prefix: prefix)
    }

    static func run(_ arguments: [String], prefix: [String] = []) throws -> Answer {
        let running = try start(arguments, prefix: prefix)
        return running.wait()
    }

    /// Starts one command and lets it run.
    static func start(
        _ arguments: [String], prefix: [String] = [], program: String = executable,
        state: String? = nil
    ) throws -> RunningCommand {
        try RunningCommand(arguments, prefix: prefix, program: program, state: state)
    }

    /// A new folder of its own for one test.
    static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "preflight-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path(percentEncoded: false)
    }

    /// The same program, another executable: a byte behind the end changes the hash alone.
    static func otherBuild(of program: String) throws -> String {
        let other = try temporaryFolder() + "/" + URL(filePath: program).lastPathComponent
        // A process of its own writes it: a fork of another test would hold the file open, and what
        // is open for writing can't be run.
        let copying = Process()
        copying.executableURL = URL(filePath: "/bin/sh")
        copying.arguments = [
            "-c", "cp \"$1\" \"$2\" && printf '\\0' >> \"$2\"", "sh", program, other,
        ]
        try copying.run()
        copying.waitUntilExit()
        try #require(copying.terminationStatus == 0)
        return other
    }

    static func example(_ path: String) -> String { root + "examples/" + path }

    /// A TCP port that was free a moment ago.
    static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(descriptor, pointer, length) == 0,
                    getsockname(descriptor, pointer, &length) == 0
                else { return 0 }
                return 1
            } == 1 ? Int(UInt16(bigEndian: pointer.pointee.sin_port)) : 0
        }
    }
}
