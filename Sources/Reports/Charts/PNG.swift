package import Foundation
package import Jobs

/// Pictures as PNG files: 8-bit grey or RGB, unfiltered, in stored deflate blocks, since pictures
/// of a report are small and a compressor would be a dependency (W3C PNG, RFC 1950, RFC 1951).
package enum PNG {
    /// Encodes `picture`.
    ///
    /// - Throws: `ReportError.picture` where the pixels do not fill the size.
    package static func encode(_ picture: Picture) throws(ReportError) -> Data {
        let sound = picture.width > 0 && picture.height > 0 && [1, 3].contains(picture.channels)
        let stride = picture.width.multipliedReportingOverflow(by: picture.channels)
        let size = stride.partialValue.multipliedReportingOverflow(by: picture.height)
        let isCountable = sound && !stride.overflow && !size.overflow
        guard isCountable, size.partialValue == picture.pixels.count else {
            throw .picture(
                caption: picture.caption, pixels: picture.pixels.count,
                expected: isCountable ? size.partialValue : 0)
        }
        var rows = [UInt8]()
        rows.reserveCapacity(picture.pixels.count + picture.height)
        var start = picture.pixels.startIndex
        for _ in 0..<picture.height {
            rows.append(0)
            rows.append(contentsOf: picture.pixels[start..<(start + stride.partialValue)])
            start += stride.partialValue
        }
        let colour: UInt8 = picture.channels == 3 ? 2 : 0
        var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        file += chunk(
            "IHDR",
            bytes(UInt32(picture.width)) + bytes(UInt32(picture.height))
                + [8, colour, 0, 0, 0])
        file += chunk("IDAT", stored(rows))
        file += chunk("IEND", [])
        return file
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bytes(UInt32(content.count)) + body + bytes(crc32(body))
    }

    private static func bytes(_ word: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
    }

    /// A zlib stream whose blocks are not compressed.
    private static func stored(_ content: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 65_535, content.count)
            let length = UInt16(end - start)
            stream.append(end == content.count ? 1 : 0)
            for half in [length, ~length] {
                stream += [UInt8(truncatingIfNeeded: half), UInt8(truncatingIfNeeded: half >> 8)]
            }
            stream += content[start..<end]
            start = end
        } while start < content.count
        return stream + bytes(adler32(content))
    }

    /// The checksum of RFC 1950.
    package static func adler32(_ content: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in content {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    /// The checksum of PNG's chunks, polynomial 0xEDB88320.
    package static func crc32(_ content: [UInt8]) -> UInt32 {
        ~content.reduce(UInt32.max) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
    }

    private static let table: [UInt32] = (0..<256).map { entry in
        (0..<8).reduce(UInt32(entry)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
        }
    }
}
