internal import Foundation

/// Where workers keep results that no coordinator has acknowledged.
enum SpoolFolder {
    /// The first folder that can be written: the service's own, the user's, or a temporary one.
    static func standard(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String? {
        var candidates: [String] = []
        if let state = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
            candidates.append("\(state)/spool")
        }
        if let state = environment["XDG_STATE_HOME"] {
            candidates.append("\(state)/preflight/spool")
        }
        if let home = environment["HOME"] {
            candidates.append("\(home)/.local/state/preflight/spool")
        }
        candidates.append("\(NSTemporaryDirectory())/preflight-spool-\(geteuid())")
        return candidates.first { $0.hasPrefix("/") && canWrite($0) }
    }

    private static func canWrite(_ path: String) -> Bool {
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return access(path, W_OK | X_OK) == 0
    }
}
