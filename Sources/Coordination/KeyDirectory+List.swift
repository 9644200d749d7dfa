internal import Foundation
internal import Glibc
public import ZeroMQ

/// Who is listed, and how somebody ceases to be.
extension KeyDirectory {
    /// One line of `authorized`.
    public struct Listed: Hashable, Sendable {
        public var role: Authenticator.Role
        public var name: String
        public var key: CurvePublicKey
        /// Whether the key's secret half still lies in the folder.
        public var hasFile: Bool
    }

    /// Everybody who is listed, in the file's order.
    /// - Throws: `CoordinationError` where a line makes no sense; it names the line.
    public func list() throws -> [Listed] {
        let lines = try read("authorized").split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.enumerated().compactMap { index, line in
            guard let words = Self.words(of: line) else { return nil }
            guard words.count >= 2, let role = Authenticator.Role(rawValue: words[0]),
                let key = CurvePublicKey(text: words[1])
            else {
                let roles = Authenticator.Role.allCases
                    .map { "\"\($0.rawValue) KEY NAME\"" }.joined(separator: " or ")
                throw CoordinationError(
                    .keys,
                    "\(file("authorized")), line \(index + 1): expected \(roles), with a key of "
                        + "40 characters")
            }
            let name = words.count > 2 ? words[2] : ""
            return Listed(role: role, name: name, key: key, hasFile: exists("\(name).key"))
        }
    }

    /// Strikes a key out of the list, and removes its files from this folder: a coordinator that
    /// runs hears it no more within a second.
    /// - Throws: `CoordinationError` where nobody of that name is listed.
    @discardableResult
    public func revoke(_ name: String) throws -> [CurvePublicKey] {
        let lock = try locked()
        defer { close(lock) }
        let revoked = try list().filter { $0.name == name }.map(\.key)
        guard !revoked.isEmpty else {
            throw CoordinationError(
                .keys,
                "no key named \"\(name)\" is listed in \(file("authorized")): "
                    + "`preflight keys list --keys \(path)` tells who is")
        }
        let kept = try read("authorized").split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                Self.words(of: line).map { $0.count < 3 || $0[2] != name } ?? true
            }
        try write(kept.joined(separator: "\n"), to: "authorized")
        for ending in ["key", "pub"] where Self.isPlain(name) { unlink(file("\(name).\(ending)")) }
        return revoked
    }

    /// The words of a line; nil where it is empty or a comment.
    private static func words(of line: Substring) -> [String]? {
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        return words.first.map { $0.hasPrefix("#") } ?? true ? nil : words
    }
}
