import Datasets
import Foundation
import Testing

struct FileContentsTests {
    @Test func `a file that is not there, or a folder, is named`() {
        for (path, found) in [("/nowhere/x.npz", "no such file"), ("/", "no regular file")] {
            let error = dataError { () throws(DataError) in _ = try FileContents(path: path) }
            #expect(error?.found == found)
            #expect(error?.source == path)
        }
    }

    @Test func `a device is no data file`() {
        let error = dataError { () throws(DataError) in _ = try FileContents(path: "/dev/zero") }
        #expect(error?.found == "no regular file")
    }

    @Test func `a file beyond the limit is refused before it is read`() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/numbers.csv").path
        let error = dataError { () throws(DataError) in
            _ = try FileContents(path: path, name: "n", limit: 1000)
        }
        #expect(error?.description.hasPrefix("n: found 5152 bytes, expected at most 1000") == true)
    }

    @Test func `a small file that unfolds beyond the limit is refused`() throws {
        let bomb = try Golden.file("bomb.gz")
        #expect(try bomb.decompressed(limit: 10_000_000).bytes.count == 10_000_000)
        let error = dataError { () throws(DataError) in
            _ = try bomb.decompressed(limit: 9_999_999)
        }
        #expect(error?.found == "more than 9999999 bytes once decompressed")
    }

    @Test func `a small file that claims gigabytes gets no memory for them`() throws {
        var bytes = try Golden.file("labels.idx.gz").bytes
        bytes.replaceSubrange((bytes.count - 4)..., with: [255, 255, 255, 255])
        let error = dataError { () throws(DataError) in
            _ = try FileContents(name: "x", bytes: bytes).decompressed()
        }
        #expect(error?.found == "damaged gzip data (incorrect length check)")
    }

    @Test func `a gzip file cut anywhere is an error, and so is one with a tail`() throws {
        let bytes = try Golden.file("table.csv.gz").bytes
        for length in 2..<bytes.count {
            let error = dataError { () throws(DataError) in
                _ = try FileContents(name: "x", bytes: Array(bytes[..<length])).decompressed()
            }
            #expect(error?.found == "the end of the file", "cut to \(length)")
        }
        let error = dataError { () throws(DataError) in
            _ = try FileContents(name: "x", bytes: bytes + [0, 1]).decompressed()
        }
        #expect(error?.origin == .byte(bytes.count))
        #expect(error?.found == "2 bytes that are not gzip")
    }

    @Test func `a file read is the file's bytes`() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "datasets-\(ProcessInfo.processInfo.processIdentifier)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        #expect(try FileContents(path: path).bytes == [1, 2, 3])
    }
}
