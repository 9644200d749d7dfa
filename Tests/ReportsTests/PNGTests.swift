import Foundation
import Jobs
import Reports
import Testing

struct PNGTests {
    @Test func `the checksums are those of the standards`() {
        #expect(PNG.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(PNG.crc32(Array("IEND".utf8)) == 0xAE42_6082)
        #expect(PNG.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
        #expect(PNG.adler32([]) == 1)
    }

    @Test(arguments: [(1, 1, 1), (8, 8, 1), (5, 3, 3), (300, 250, 1), (200, 150, 3)])
    func `a picture comes back pixel by pixel`(width: Int, height: Int, channels: Int) throws {
        let pixels = Data((0..<(width * height * channels)).map { UInt8($0 * 31 % 251) })
        let picture = Picture(
            caption: "", width: width, height: height, channels: channels, pixels: pixels)
        let chunks = try chunks(of: [UInt8](PNG.encode(picture)))
        #expect(chunks.map(\.name) == ["IHDR", "IDAT", "IEND"])
        let head = chunks[0].content
        #expect(word(head, 0) == width && word(head, 4) == height)
        #expect(head[8...] == [8, channels == 3 ? 2 : 0, 0, 0, 0])
        let rows = try inflateStored(chunks[1].content)
        let stride = width * channels
        #expect(rows.count == (stride + 1) * height)
        var read = Data()
        for row in 0..<height {
            let start = row * (stride + 1) + 1
            read.append(contentsOf: rows[start..<(start + stride)])
        }
        #expect(read == pixels)
        #expect((0..<height).allSatisfy { rows[$0 * (stride + 1)] == 0 })
    }

    @Test(arguments: [
        (2, 2, 1, 3), (2, 2, 2, 8), (0, 0, 1, 0), (-1, -4, 1, 4), (1 << 40, 1 << 40, 3, 1),
    ])
    func `a picture that does not fill its size is refused`(
        width: Int, height: Int, channels: Int, bytes: Int
    ) {
        let picture = Picture(
            caption: "odd", width: width, height: height, channels: channels,
            pixels: Data(count: bytes))
        #expect(throws: ReportError.self) { try PNG.encode(picture) }
    }

    private func word(_ bytes: [UInt8], _ start: Int) -> Int {
        bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    private func chunks(of file: [UInt8]) throws -> [(name: String, content: [UInt8])] {
        try #require(file.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var chunks = [(name: String, content: [UInt8])]()
        var start = 8
        while start < file.count {
            let length = word(file, start)
            let body = Array(file[(start + 4)..<(start + 8 + length)])
            try #require(word(file, start + 8 + length) == Int(PNG.crc32(body)))
            chunks.append(
                (String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
            start += 12 + length
        }
        return chunks
    }

    /// Reads a zlib stream of stored blocks as RFC 1950 and RFC 1951 describe it.
    private func inflateStored(_ stream: [UInt8]) throws -> [UInt8] {
        try #require((Int(stream[0]) << 8 | Int(stream[1])) % 31 == 0 && stream[0] == 0x78)
        var content = [UInt8]()
        var start = 2
        var isLast = false
        while !isLast {
            try #require(stream[start] <= 1)
            isLast = stream[start] == 1
            let length = Int(stream[start + 1]) | Int(stream[start + 2]) << 8
            let check = Int(stream[start + 3]) | Int(stream[start + 4]) << 8
            try #require(length ^ check == 0xFFFF)
            content += stream[(start + 5)..<(start + 5 + length)]
            start += 5 + length
        }
        try #require(word(stream, start) == Int(PNG.adler32(content)))
        try #require(start + 4 == stream.count)
        return content
    }
}
