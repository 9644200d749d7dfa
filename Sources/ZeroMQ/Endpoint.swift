/// Where a socket listens or connects to, such as `tcp://127.0.0.1:5555` or `inproc://store`.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    public let text: String
    /// Whether nobody but this host can reach it.
    public let isLocal: Bool
    /// Whether nobody but this process can reach it.
    public let isInProcess: Bool

    public var description: String { text }

    /// Reads an address.
    /// - Throws: `ZeroMQError` where it is not one, with an example of one.
    public init(_ text: String) throws(ZeroMQError) {
        self.text = text
        isInProcess = text.hasPrefix("inproc://") && text.utf8.count > 9
        if isInProcess {
            isLocal = true
            return
        }
        let rest = text.dropFirst("tcp://".count)
        guard text.hasPrefix("tcp://"), let colon = rest.lastIndex(of: ":"),
            colon > rest.startIndex, Self.isPort(rest[rest.index(after: colon)...])
        else {
            throw ZeroMQError(
                "\"\(text)\" is not an address; one looks like tcp://127.0.0.1:5555 or "
                    + "tcp://node-1:5555")
        }
        let host = rest[..<colon]
        isLocal = host == "localhost" || host == "[::1]" || host == "::1" || Self.isLoopback(host)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text == "*" || UInt16(text).map { $0 > 0 } == true
    }

    private static func isLoopback(_ host: Substring) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
