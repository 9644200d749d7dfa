/// Why a worker can't do what it should: what was found, where, and what to do.
public struct ExecutionError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
