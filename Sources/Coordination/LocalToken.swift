internal import Foundation
internal import Jobs
internal import ZeroMQ

/// The secret by which a coordinator without keys knows the commands of its own account: a file
/// that nobody else can read, beside the store, and under the port's number where commands look for it.
enum LocalToken {
    /// The token of a store, made at its first start.
    /// - Throws: `CoordinationError` where it cannot be written, or others could read it.
    static func ofStore(at path: String) throws(CoordinationError) -> Data {
        let file = path + "-token"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            try write(Seal.drawSecret(), to: file)
        }
        guard let secret = read(file) else {
            throw CoordinationError(
                .store,
                "\(file) must hold 64 hexadecimal digits and be yours alone (chmod 600): mend it, "
                    + "or remove it so that it is made anew")
        }
        return secret
    }

    /// Puts the token where commands on this host find it; returns the files, to be removed at the
    /// end.
    static func publish(_ secret: Data, for endpoints: [String]) -> [String] {
        guard let folder = folders.first else { return [] }
        let files = endpoints.compactMap { port(of: $0) }.map { "\(folder)/\($0).token" }
        let made =
            (try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])) != nil
        return made ? files.filter { (try? write(secret, to: $0)) != nil } : []
    }

    /// Removes what was published, unless another coordinator has put its own there.
    static func withdraw(_ secret: Data, _ files: [String]) {
        for file in files where read(file) == secret { unlink(file) }
    }

    /// The seal of the coordinator at an address of this host, where it is of this account.
    static func seal(for endpoint: Endpoint) -> Seal? {
        guard endpoint.isLocal, !endpoint.isInProcess, let port = port(of: endpoint.text) else {
            return nil
        }
        return folders.lazy.compactMap { read("\($0)/\(port).token") }.first
            .flatMap(Seal.init(secret:))
    }

    /// Where tokens lie: in the folder of the login session, else of the account's state.
    private static var folders: [String] {
        let environment = ProcessInfo.processInfo.environment
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let state = value("XDG_STATE_HOME") ?? value("HOME").map { $0 + "/.local/state" }
        return [value("XDG_RUNTIME_DIR"), state].compactMap { $0.map { $0 + "/preflight" } }
    }

    private static func port(of endpoint: String) -> Int? {
        endpoint.split(separator: ":").last.flatMap { Int($0) }
    }

    /// Written beside and renamed, so that nobody reads half of it.
    private static func write(_ secret: Data, to file: String) throws(CoordinationError) {
        let draft = file + "." + Seal.drawName()
        let text = secret.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        let isMade = FileManager.default.createFile(
            atPath: draft, contents: Data((text + "\n").utf8),
            attributes: [.posixPermissions: 0o600])
        guard isMade, rename(draft, file) == 0 else {
            unlink(draft)
            throw CoordinationError(.store, "cannot write \(file)")
        }
    }

    /// The secret in a file; nil where there is none, or others than this account could have
    /// written or read it.
    private static func read(_ file: String) -> Data? {
        var about = stat()
        guard lstat(file, &about) == 0, about.st_mode & S_IFMT == S_IFREG,
            about.st_uid == geteuid(), about.st_mode & 0o077 == 0,
            let text = try? String(contentsOfFile: file, encoding: .utf8)
        else { return nil }
        let digits = Array(text.utf8.prefix { $0 != 0x0A })
        guard digits.count == 2 * Seal.secretSize else { return nil }
        var secret = Data()
        for start in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            secret.append(byte)
        }
        return secret
    }
}
