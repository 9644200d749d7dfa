internal import Foundation
public import ZeroMQ

/// A directory of keys, as `preflight keys init` makes it: 0700, and every file in it 0600.
///
/// | file | holds |
/// | --- | --- |
/// | `coordinator.key` | the coordinator's two halves |
/// | `coordinator.pub` | its public half, for everybody |
/// | `worker.key`, `client.key`, `operator.key` | the two halves of those who connect |
/// | `worker.pub`, `client.pub`, `operator.pub` | their public halves |
/// | `authorized` | who is heard: role, public key and name on each line |
///
/// A worker's host needs `worker.key` and `coordinator.pub` and nothing else.
public struct KeyDirectory: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// Draws all keys and lists the worker's, the client's and the operator's.
    /// - Throws: `CoordinationError` where the directory already holds keys or cannot be written.
    public static func make(at path: String) throws -> KeyDirectory {
        let directory = KeyDirectory(path: path)
        let files = FileManager.default
        if files.fileExists(atPath: directory.file("coordinator.key")) {
            throw CoordinationError(
                .keys, "\(path) already holds keys: choose another directory, or remove it first")
        }
        try files.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        try directory.write("# role, public key, name\n", to: "authorized")
        try directory.write(try CurveKeyPair(), as: "coordinator")
        for role in Authenticator.Role.allCases {
            _ = try directory.issue(role.rawValue, role: role)
        }
        return directory
    }

    /// Draws a key pair `NAME.key` and `NAME.pub` and lists it, so that each host can have its own.
    /// - Throws: `CoordinationError` where the name is taken or makes no file name.
    @discardableResult
    public func issue(_ name: String, role: Authenticator.Role) throws -> CurveKeyPair {
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20) || $0 == 0x2d
                || $0 == 0x2e || $0 == 0x5f
        }
        guard isPlain, !name.isEmpty, name.utf8.count <= 64, !name.hasPrefix(".") else {
            throw CoordinationError(
                .keys, "\"\(name)\" cannot name a key: use letters, digits, \"-\", \"_\" and \".\"")
        }
        guard !FileManager.default.fileExists(atPath: file("\(name).key")) else {
            throw CoordinationError(.keys, "\(file("\(name).key")) already exists")
        }
        let list = try read("authorized")
        let pair = try CurveKeyPair()
        try write(pair, as: name)
        let separator = list.isEmpty || list.hasSuffix("\n") ? "" : "\n"
        let line = "\(role.rawValue) \(pair.publicKey) \(name)\n"
        try write(list + separator + line, to: "authorized")
        return pair
    }

    /// What a coordinator listens with.
    /// - Throws: `CoordinationError` where a file is missing, malformed or readable by others.
    public func coordinatorKeys() throws -> CoordinatorService.Keys {
        CoordinatorService.Keys(own: try pair("coordinator"), allowed: try authorized())
    }

    /// What a worker or a client proves itself with.
    /// - Throws: `CoordinationError` where a file is missing, malformed or readable by others.
    public func identity(of name: String) throws -> CurveIdentity {
        CurveIdentity(own: try pair(name), server: try publicKey("coordinator"))
    }

    /// What the stock worker proves itself with.
    public func workerIdentity() throws -> CurveIdentity { try identity(of: "worker") }

    /// What the stock client proves itself with.
    public func clientIdentity() throws -> CurveIdentity { try identity(of: "client") }

    /// What commands over all runs prove themselves with: the operator's key where the folder holds
    /// it, else the client's.
    public func commandIdentity() throws -> CurveIdentity {
        let isOperator = FileManager.default.fileExists(atPath: file("operator.key"))
        return try isOperator ? identity(of: "operator") : clientIdentity()
    }

    /// The keys that are heard.
    /// - Throws: `CoordinationError` where a line makes no sense; it names the line.
    public func authorized() throws -> [CurvePublicKey: Authenticator.Grant] {
        var grants: [CurvePublicKey: Authenticator.Grant] = [:]
        let lines = try read("authorized").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            if words.isEmpty || words[0] == "#" { continue }
            guard words.count >= 2, let role = Authenticator.Role(rawValue: words[0]),
                let key = CurvePublicKey(text: words[1])
            else {
                throw CoordinationError(
                    .keys,
                    "\(file("authorized")), line \(index + 1): expected \"worker KEY NAME\", "
                        + "\"client KEY NAME\" or \"operator KEY NAME\", with a key of 40 "
                        + "characters")
            }
            grants[key] = .init(role: role, name: words.count > 2 ? words[2] : "")
        }
        return grants
    }

    private func pair(_ name: String) throws -> CurveKeyPair {
        let text = try read("\(name).key")
        guard let secret = value("secret", in: text), let pair = CurveKeyPair(secret: secret) else {
            throw CoordinationError(
                .keys,
                "\(file("\(name).key")) holds no key: it needs a line \"secret: \" and 40 "
                    + "characters; make new keys with `preflight keys init`")
        }
        return pair
    }

    private func publicKey(_ name: String) throws -> CurvePublicKey {
        let text = try read("\(name).pub")
        guard let line = value("public", in: text), let key = CurvePublicKey(text: line) else {
            throw CoordinationError(
                .keys,
                "\(file("\(name).pub")) holds no key: it needs a line \"public: \" and 40 "
                    + "characters; copy it from the coordinator's host")
        }
        return key
    }

    private func value(_ name: String, in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("\(name): ") }
            .map { $0.dropFirst(name.count + 2).trimmingCharacters(in: .whitespaces) }
    }

    private func file(_ name: String) -> String { "\(path)/\(name)" }

    private func write(_ pair: CurveKeyPair, as name: String) throws {
        try write("public: \(pair.publicKey)\nsecret: \(pair.secret)\n", to: "\(name).key")
        try write("public: \(pair.publicKey)\n", to: "\(name).pub")
    }

    /// Written beside and renamed, so that nobody ever reads half a file or an open one.
    private func write(_ text: String, to name: String) throws {
        let draft = file(".\(name).\(UUID().uuidString)")
        let made = FileManager.default.createFile(
            atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard made, rename(draft, file(name)) == 0 else {
            throw CoordinationError(.keys, "cannot write \(file(name))")
        }
    }

    private func read(_ name: String) throws -> String {
        try checkMode(of: path, wanted: 0o700)
        try checkMode(of: file(name), wanted: 0o600)
        guard let text = try? String(contentsOfFile: file(name), encoding: .utf8) else {
            throw CoordinationError(.keys, "cannot read \(file(name))")
        }
        return text
    }

    private func checkMode(of path: String, wanted: Int) throws {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = found[.posixPermissions] as? Int
        else {
            throw CoordinationError(
                .keys,
                "\(path) is missing: make keys with `preflight keys init --keys DIR`, or copy it "
                    + "from the coordinator's host")
        }
        guard mode & 0o077 == 0 else {
            throw CoordinationError(
                .keys,
                "\(path) is open to other users (mode \(String(mode, radix: 8))): run "
                    + "chmod \(String(wanted, radix: 8)) \(path)")
        }
    }
}
