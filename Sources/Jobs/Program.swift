/// An executable that can run jobs: the stock `preflight`, or a user's own.
public struct Program: Hashable, Sendable, Codable {
    public var name: String
    /// The version or build digest; a job runs only where both agree.
    public var build: String

    public init(name: String, build: String) {
        self.name = name
        self.build = build
    }
}
