public import Foundation

/// A file's bytes and the name by which errors call it.
public struct FileContents: Sendable {
    /// The most bytes that one file may hold, read or decompressed: 8 GiB. A small compressed file
    /// can unfold to anything; this is where that stops.
    public static let limit = 8 << 30

    /// Files from this size on are mapped, smaller ones read: a mapped file that another program
    /// shortens meanwhile ends this process, which only large ones are worth.
    static let mappedFrom = 16 << 20

    private enum Storage: Sendable {
        case owned([UInt8])
        case mapped(MappedFile)
    }

    public let name: String
    private let storage: Storage
    /// What of the stored bytes belongs to this value.
    private let range: Range<Int>

    public init(name: String, bytes: [UInt8]) {
        self.init(name: name, storage: .owned(bytes), range: 0..<bytes.count)
    }

    public init(name: String, data: Data) {
        self.init(name: name, bytes: [UInt8](data))
    }

    private init(name: String, storage: Storage, range: Range<Int>) {
        self.name = name
        self.storage = storage
        self.range = range
    }

    /// Reads the regular file at `path`, or maps it where it is large.
    ///
    /// - Parameter name: what errors call the file; the path where nil.
    /// - Throws: `DataError` where there is no such file, or it is no regular file, may not be read
    ///   or is larger than `limit`.
    public init(
        path: String, name: String? = nil, limit: Int = FileContents.limit
    ) throws(DataError) {
        let name = name ?? path
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let size = try Self.requireRegularFile(at: url.path, name: name, limit: limit)
        if size >= Self.mappedFrom, let file = MappedFile(path: url.path) {
            self.init(name: name, storage: .mapped(file), range: 0..<file.count)
            return
        }
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

    public var count: Int { range.count }

    /// All bytes; a copy of them where the file is mapped or this is a part of it.
    public var bytes: [UInt8] {
        if case .owned(let bytes) = storage, range == bytes.indices { return bytes }
        return self[0..<count]
    }

    /// Returns a copy of some bytes, counted from the first of these.
    subscript(part: Range<Int>) -> [UInt8] {
        withUnsafeBytes { [UInt8](UnsafeRawBufferPointer(rebasing: $0[part])) }
    }

    /// Returns some of the bytes under another name, without a copy.
    func part(_ part: Range<Int>, name: String) -> FileContents {
        let start = range.lowerBound + part.lowerBound
        return FileContents(name: name, storage: storage, range: start..<start + part.count)
    }

    /// Calls `body` with the bytes where they lie.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch storage {
        case .owned(let bytes):
            bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
        case .mapped(let file):
            file.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
    }

    /// Notes that about so many bytes were read, so that memory stays small.
    func noteReading(_ count: Int) {
        if case .mapped(let file) = storage { file.noteReading(count) }
    }

    /// Returns the contents decompressed where their first two bytes say gzip, else as they are.
    ///
    /// - Throws: `DataError` where the compressed data are damaged, cut short, followed by anything
    ///   else, or unfold to more than `limit` bytes.
    public func decompressed(limit: Int = FileContents.limit) throws(DataError) -> FileContents {
        guard starts(with: Gzip.magic) else { return self }
        return FileContents(
            name: name, bytes: try Gzip.decompress(bytes, name: name, limit: limit))
    }

    /// Returns the whole lines of the beginning where a reading wants the first rows alone.
    func lines(for reading: Reading) -> FileContents {
        let most = 1 << 20
        guard reading.firstRows != nil, count > most else { return self }
        let end = self[0..<most].lastIndex(of: 10).map { $0 + 1 }
        return end.map { part(0..<$0, name: name) } ?? self
    }

    private static func requireRegularFile(
        at path: String, name: String, limit: Int
    ) throws(DataError) -> Int {
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
        return size
    }
}

extension FileContents {
    /// Whether the first bytes are these.
    func starts(with beginning: [UInt8]) -> Bool {
        count >= beginning.count && self[0..<beginning.count] == beginning
    }

    /// Returns the little-endian integer at `offset`, or nil where the bytes end before it does.
    func littleEndian<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value? {
        let size = Value.bitWidth / 8
        guard offset >= 0, offset <= count, count - offset >= size else { return nil }
        return withUnsafeBytes {
            Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
    }

    /// Returns the big-endian integer at `offset`, or nil where the bytes end before it does.
    func bigEndian<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value? {
        littleEndian(type, at: offset).map { $0.byteSwapped }
    }
}
