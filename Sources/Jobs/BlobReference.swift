/// A data file by content.
public struct BlobReference: Hashable, Sendable, Codable {
    /// As the experiment file writes it.
    public var path: String
    public var hash: ContentHash
    /// Bytes.
    public var size: Int

    public init(path: String, hash: ContentHash, size: Int) {
        self.path = path
        self.hash = hash
        self.size = size
    }
}
