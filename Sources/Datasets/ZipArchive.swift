internal import CZlib

/// A zip file's members by its central directory: stored or deflated, zip64 included.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10.
struct ZipArchive: Sendable {
    struct Member: Sendable {
        let name: String
        let method: UInt16
        let isEncrypted: Bool
        let checksum: UInt32
        let compressedSize: Int
        let size: Int
        /// Where the member's own header begins.
        let offset: Int
    }

    let file: FileContents
    let members: [Member]

    init(_ file: FileContents) throws(DataError) {
        self.file = file
        members = try ZipDirectory(file).members()
    }

    /// Returns a member's contents, checked against the directory's size and checksum.
    func contents(
        of member: Member, checkingAll: Bool = true
    ) throws(DataError) -> FileContents {
        let name = "\(file.name): \(member.name)"
        let start = try dataStart(of: member, name: name)
        let contents: FileContents
        switch member.method {
        case 0 where member.size == member.compressedSize:
            contents = file.part(start..<start + member.size, name: name)
        case 8:
            contents = FileContents(
                name: name, bytes: try inflate(member, from: start, name: name))
        default:
            throw DataError(
                name, at: .byte(member.offset), found: "compression method \(member.method)",
                expected: "0 (stored, of one size) or 8 (deflated)",
                advice: "write the file with numpy.savez or numpy.savez_compressed")
        }
        if !checkingAll { return contents }
        let checksum = Self.checksum(contents)
        guard checksum == member.checksum else {
            throw DataError(
                name, at: .byte(start), found: "checksum \(checksum)",
                expected: "\(member.checksum)", advice: "the file is damaged: copy it again")
        }
        return contents
    }

    /// The CRC-32, read piece by piece.
    private static func checksum(_ contents: FileContents) -> UInt32 {
        let piece = 1 << 20
        var sum: UInt = 0
        for start in stride(from: 0, to: contents.count, by: piece) {
            contents.withUnsafeBytes { bytes in
                let part = bytes[start..<min(start + piece, bytes.count)]
                    .bindMemory(to: UInt8.self)
                sum = crc32_z(sum, part.baseAddress, part.count)
            }
            contents.noteReading(piece)
        }
        return UInt32(sum)
    }

    /// Returns where a member's data begin; its own header's name and extra field may differ in
    /// length from the directory's.
    private func dataStart(of member: Member, name: String) throws(DataError) -> Int {
        let bytes = file
        guard !member.isEncrypted else {
            throw DataError(
                name, at: .byte(member.offset), found: "an encrypted member",
                expected: "a plain one")
        }
        guard bytes.littleEndian(UInt32.self, at: member.offset) == 0x0403_4B50,
            let nameLength = bytes.littleEndian(UInt16.self, at: member.offset + 26),
            let extraLength = bytes.littleEndian(UInt16.self, at: member.offset + 28)
        else {
            throw DataError(
                name, at: .byte(member.offset), found: "no member header",
                expected: "\"PK\" 3 4", advice: "the file is damaged: copy it again")
        }
        let start = member.offset + 30 + Int(nameLength) + Int(extraLength)
        guard start <= bytes.count, bytes.count - start >= member.compressedSize else {
            throw DataError(
                name, at: .byte(start), found: "\(max(0, bytes.count - start)) bytes",
                expected: "\(member.compressedSize) of compressed data",
                advice: "the file was cut short: copy it again")
        }
        return start
    }

    private func inflate(
        _ member: Member, from start: Int, name: String
    ) throws(DataError) -> [UInt8] {
        let largest = (member.compressedSize + 1) * Inflater.largestRatio
        guard member.size <= min(largest, FileContents.limit) else {
            throw DataError(
                name, at: .byte(member.offset), found: "\(member.size) bytes once decompressed",
                expected: "at most \(min(largest, FileContents.limit))",
                advice: "the directory is damaged, or the array must be split")
        }
        let input = file[start..<start + member.compressedSize]
        var output = [UInt8](repeating: 0, count: member.size + 1)
        var position = 0
        var produced = 0
        let ending = Inflater(.bare).run(
            input, from: &position, into: &output, at: &produced, limit: member.size)
        guard ending == .complete, produced == member.size else {
            throw DataError(
                name, at: .byte(start + position), found: Self.words(ending, produced),
                expected: "\(member.size) bytes once decompressed",
                advice: "the file is damaged: copy it again")
        }
        output.removeLast(output.count - produced)
        return output
    }

    private static func words(_ ending: Inflater.Ending, _ produced: Int) -> String {
        switch ending {
        case .complete: "\(produced) bytes once decompressed"
        case .cut: "the end of the compressed data after \(produced) bytes"
        case .overLimit: "more than that"
        case .damaged(let message): "damaged compressed data (\(message))"
        }
    }
}
