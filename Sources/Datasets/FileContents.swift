public import Foundation

/// A file's bytes and the name by which errors call it.
public struct FileContents: Sendable {
    /// The most bytes that one file may hold, read or decompressed: 8 GiB. A small compressed file
    /// can unfold to anything; this is where that stops.
    public static let limit = 8 << 30

    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    public init(name: String, data: Data) {
        self.init(name: name, bytes: [UInt8](data))
    }

    /// Reads the regular file at `path`, whole: a mapped file that another program shortens
    /// meanwhile would kill this process.
    ///
    /// - Parameter name: what errors call the file; the path where nil.
    /// - Throws: `DataError` where there is no such file, or it is no regular file, may not be read
    ///   or is larger than `limit`.
    public init(
        path: String, name: String? = nil, limit: Int = FileContents.limit
    ) throws(DataError) {
        let name = name ?? path
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        try Self.requireRegularFile(at: url.path, name: name, limit: limit)
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            let denied = (error as? CocoaError)?.code == .fileReadNoPermission
            throw DataError(
                name, found: denied ? "a file that may not be read" : "a file that cannot be read",
                expected: "a readable file", advice: "look at its owner and permissions")
        }
        self.init(name: name, data: data)
    }

    /// Returns the contents decompressed where their first two bytes say gzip, else as they are.
    ///
    /// - Throws: `DataError` where the compressed data are damaged, cut short, followed by anything
    ///   else, or unfold to more than `limit` bytes.
    public func decompressed(limit: Int = FileContents.limit) throws(DataError) -> FileContents {
        guard bytes.starts(with: Gzip.magic) else { return self }
        return FileContents(
            name: name, bytes: try Gzip.decompress(bytes, name: name, limit: limit))
    }

    private static func requireRegularFile(
        at path: String, name: String, limit: Int
    ) throws(DataError) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw DataError(
                name, found: "no such file", expected: "a data file",
                advice: "paths are relative to the experiment file")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw DataError(name, found: "no regular file", expected: "a data file")
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size <= limit else {
            throw DataError(
                name, found: "\(size) bytes", expected: "at most \(limit)",
                advice: "split the data into smaller files")
        }
    }
}
