internal import Foundation
internal import Glibc
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
/// A worker's host needs `worker.key` and `coordinator.pub` and nothing else; a key of its own,
/// `node-7.key`, stands in for `worker.key` where it is the only one there.
///
/// Mounted keys, such as those of a Kubernetes Secret, are read through their links. Their folder
/// may be open to readers then, but nobody else may be able to replace a file in it, and the files
/// themselves are never readable by everybody: 0400, 0600, or 0440 where the group is the pod's.
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
        guard Self.isPlain(name) else {
            throw CoordinationError(
                .keys, "\"\(name)\" cannot name a key: use letters, digits, \"-\", \"_\" and \".\"")
        }
        guard !FileManager.default.fileExists(atPath: file("\(name).key")) else {
            throw CoordinationError(.keys, "\(file("\(name).key")) already exists")
        }
        let lock = try locked()
        defer { close(lock) }
        guard try !self.list().contains(where: { $0.name == name }) else {
            throw CoordinationError(
                .keys, "a key named \(name) is listed in \(file("authorized")) already")
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
        CoordinatorService.Keys(
            own: try pair("coordinator"), allowed: try authorized(), directory: self)
    }

    /// What a worker or a client proves itself with.
    /// - Throws: `CoordinationError` where a file is missing, malformed or readable by others.
    public func identity(of name: String) throws -> CurveIdentity {
        CurveIdentity(own: try pair(name), server: try publicKey("coordinator"))
    }

    /// What a worker proves itself with.
    public func workerIdentity() throws -> CurveIdentity { try identity(of: keyName("worker")) }

    /// What a client proves itself with.
    public func clientIdentity() throws -> CurveIdentity { try identity(of: keyName("client")) }

    /// The role's own key, or else the only one that was copied here.
    private func keyName(_ role: String) throws -> String {
        if exists("\(role).key") { return role }
        let roles = Authenticator.Role.allCases.map(\.rawValue)
        let stock = (roles + ["coordinator"]).map { "\($0).key" }
        let others = try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".key") && !$0.hasPrefix(".") && !stock.contains($0) }.sorted()
        guard others.count > 1 else { return others.first.map { "\($0.dropLast(4))" } ?? role }
        throw CoordinationError(
            .keys,
            "\(path) has no \(role).key, and more than one other key (\(others[0]), "
                + "\(others[1])): leave the one that this host is to use, or name it \(role).key")
    }

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
        for listed in try list() {
            grants[listed.key] = .init(role: listed.role, name: listed.name)
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
}
