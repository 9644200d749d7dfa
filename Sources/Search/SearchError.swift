/// What makes a search space or its trials impossible, and where: a sentence for the user.
public struct SearchError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
