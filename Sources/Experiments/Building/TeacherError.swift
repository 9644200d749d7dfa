/// Why a file's weights are not those of the teacher that the experiment file describes.
public struct TeacherError: Error, Hashable, Sendable, CustomStringConvertible {
    /// As the experiment file writes it.
    public let file: String
    /// Such as `tensor "0.weight"`.
    public let part: String
    public let problem: String

    public var description: String {
        "\"\(file)\" does not hold the teacher's weights: \(part): \(problem)"
    }
}
