/// Where a job stands in the tree of its run: `4` is the submission's fifth job, `4.0` the first
/// that this one planned, `4.0.2` the third that that one planned.
///
/// Paths are ordered as a run's jobs are: a plan's jobs right behind the job that planned them.
public struct TreePath: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// From 0, the submission's first; never empty.
    public let indices: [Int]

    /// The path of one of the submission's jobs.
    public init(_ index: Int) { indices = [index] }

    private init(indices: [Int]) { self.indices = indices }

    /// Reads a path such as `4.0.2`; nil where `text` is anything else.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let indices = parts.compactMap { Int($0) }.filter { $0 >= 0 }
        self.init(indices: indices)
        guard !indices.isEmpty, self.text == text else { return nil }
    }

    /// The path of the job at `index` in this one's plan.
    public func child(_ index: Int) -> TreePath { TreePath(indices: indices + [index]) }

    /// The path of the job that planned this one; nil for one of the submission.
    public var parent: TreePath? {
        indices.count > 1 ? TreePath(indices: Array(indices.dropLast())) : nil
    }

    public var text: String { indices.map(String.init).joined(separator: ".") }
    public var description: String { text }

    public static func < (left: TreePath, right: TreePath) -> Bool {
        left.indices.lexicographicallyPrecedes(right.indices)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let path = TreePath(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a job's path is numbers joined by points")
        }
        self = path
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
