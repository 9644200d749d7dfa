import Datasets
import Foundation
import Testing

/// How much memory large data take.
struct MemoryTests {
    /// A file of 128 MB, 4096 rows of 4096 numbers: a hole in the file system, zeros to read.
    static func file() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "rows-\(UUID().uuidString).idx")
        let header: [UInt8] = [0, 0, 14, 2, 0, 0, 16, 0, 0, 0, 16, 0]
        try Data(header).write(to: url)
        let handle = try FileHandle(forWritingTo: url)
        defer { try? handle.close() }
        try handle.truncate(atOffset: UInt64(header.count + 128 << 20))
        return url
    }

    /// The bytes of a file that this process has in memory now; nil where it is not mapped.
    static func resident(_ url: URL) throws -> Int? {
        let maps = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/smaps"))
        defer { try? maps.close() }
        let lines = String(decoding: try maps.readToEnd() ?? Data(), as: UTF8.self)
            .split(separator: "\n")
        guard let first = lines.firstIndex(where: { $0.contains(url.lastPathComponent) }) else {
            return nil
        }
        let words = lines[first...].first { $0.hasPrefix("Rss:") }?.split(separator: " ") ?? []
        return words.count > 1 ? Int(words[1]).map { $0 << 10 } : nil
    }

    @Test func `going over a large file has a small part of it in memory`() throws {
        let url = try Self.file()
        defer { try? FileManager.default.removeItem(at: url) }
        let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 16, 0]
        let data = try Dataset.idx(
            inputs: FileContents(path: url.path),
            targets: FileContents(
                name: "labels", bytes: labels + [UInt8](repeating: 1, count: 4096)),
            reading: Reading(classes: 2, mostInMemory: 1 << 20))
        #expect(!data.isInMemory && data.count == 4096)
        var most = 0
        var rows = 0
        try data.subset(rows: (0..<4096).map { $0 * 13 % 4096 }).forEachBlock(of: 64) { block, _ in
            rows += block.count
            most = max(most, try #require(try Self.resident(url)))
        }
        #expect(rows == data.count)
        #expect(most > 0)
        #expect(most < 48 << 20)
    }
}
