/// Why a file of weights or a checkpoint can't be read: the file, the place in it, what was found
/// and what was expected.
public struct CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the file.
    public let file: String
    /// Such as `byte 17 of the header` or `tensor "0.weight"`.
    public let place: String
    /// What was found and what was expected.
    public let problem: String

    /// `FILE: PLACE: PROBLEM`
    public var description: String { "\(file): \(place): \(problem)" }
}
