/// Why a coordinator or a client cannot go on, and what to do about it.
public struct CoordinationError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// Nobody answers.
        case unreachable
        /// The coordinator does not take this key, version or request.
        case refused
        /// The store cannot be opened, read or written.
        case store
        /// Keys are missing, malformed or readable by others.
        case keys
        /// An address or a setting makes no sense.
        case usage
    }

    public let kind: Kind
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
