/// Finds and reads a zip file's central directory.
struct ZipDirectory {
    private let file: FileContents

    init(_ file: FileContents) {
        self.file = file
    }

    func members() throws(DataError) -> [ZipArchive.Member] {
        let (start, count) = try location()
        var members: [ZipArchive.Member] = []
        var position = start
        for _ in 0..<count {
            members.append(try member(at: &position))
        }
        return members
    }

    /// Returns where the directory starts and how many entries it has, by the record that ends the
    /// file (followed by a comment of up to 64 KiB).
    private func location() throws(DataError) -> (start: Int, count: Int) {
        let bytes = file
        let last = bytes.count - 22
        let first = max(0, last - 0xFFFF)
        let signature: [UInt8] = [0x50, 0x4B, 5, 6]
        let tail = bytes[min(first, bytes.count)..<bytes.count]
        let found =
            last < 0
            ? nil : (first...last).last { tail[($0 - first)...].starts(with: signature) }
        guard let end = found else {
            throw DataError(
                file.name, at: .byte(bytes.count), found: "no zip directory",
                expected: "one at the end of the file",
                advice: "the file was cut short, or is no .npz file: copy it again")
        }
        let count = bytes.littleEndian(UInt16.self, at: end + 10).map(Int.init)
        let start = bytes.littleEndian(UInt32.self, at: end + 16).map(Int.init)
        guard let count, let start else { throw damaged(at: end) }
        if count != 0xFFFF && start != 0xFFFF_FFFF { return (start, count) }
        return try zip64Location(before: end)
    }

    private func zip64Location(before end: Int) throws(DataError) -> (start: Int, count: Int) {
        let bytes = file
        let locator = end - 20
        guard bytes.littleEndian(UInt32.self, at: locator) == 0x0706_4B50,
            let record = bytes.littleEndian(UInt64.self, at: locator + 8).flatMap(offset),
            bytes.littleEndian(UInt32.self, at: record) == 0x0606_4B50,
            let count = bytes.littleEndian(UInt64.self, at: record + 32).flatMap(offset),
            let start = bytes.littleEndian(UInt64.self, at: record + 48).flatMap(offset)
        else { throw damaged(at: max(0, locator)) }
        return (start, count)
    }

    /// Numbers beyond the file's own size can only be damage.
    private func offset(_ number: UInt64) -> Int? {
        number <= UInt64(file.count) ? Int(number) : nil
    }

    private func member(at position: inout Int) throws(DataError) -> ZipArchive.Member {
        let bytes = file
        let start = position
        func short(_ offset: Int) throws(DataError) -> Int {
            guard let value = bytes.littleEndian(UInt16.self, at: start + offset) else {
                throw damaged(at: start)
            }
            return Int(value)
        }
        func long(_ offset: Int) throws(DataError) -> UInt32 {
            guard let value = bytes.littleEndian(UInt32.self, at: start + offset) else {
                throw damaged(at: start)
            }
            return value
        }
        guard try long(0) == 0x0201_4B50 else { throw damaged(at: start) }
        let nameEnd = start + 46 + (try short(28))
        let extraEnd = nameEnd + (try short(30))
        guard extraEnd <= bytes.count else { throw damaged(at: start) }
        var wide = Zip64Extra(bytes[nameEnd..<extraEnd])
        guard let size = wide.resolve(try long(24)), let packed = wide.resolve(try long(20)),
            let offset = wide.resolve(try long(42))
        else { throw damaged(at: start) }
        position = extraEnd + (try short(32))
        return ZipArchive.Member(
            name: String(decoding: bytes[start + 46..<nameEnd], as: UTF8.self),
            method: UInt16(try short(10)), isEncrypted: try short(8) & 1 == 1,
            checksum: try long(16), compressedSize: packed, size: size, offset: offset)
    }

    private func damaged(at offset: Int) -> DataError {
        DataError(
            file.name, at: .byte(offset), found: "a damaged zip directory",
            expected: "an intact one", advice: "copy the file again")
    }
}

/// The 64-bit figures that stand in for a directory entry's 32-bit ones of all ones, in order.
private struct Zip64Extra {
    let bytes: [UInt8]
    var position: Int
    var end: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.count
        end = bytes.count
        var field = 0
        while let tag = bytes.littleEndian(UInt16.self, at: field),
            let length = bytes.littleEndian(UInt16.self, at: field + 2),
            field + 4 + Int(length) <= bytes.count
        {
            if tag == 1 {
                position = field + 4
                self.end = position + Int(length)
                return
            }
            field += 4 + Int(length)
        }
    }

    mutating func resolve(_ narrow: UInt32) -> Int? {
        guard narrow == .max else { return Int(narrow) }
        guard position + 8 <= end, let wide = bytes.littleEndian(UInt64.self, at: position),
            wide <= UInt64(FileContents.limit)
        else { return nil }
        position += 8
        return Int(wide)
    }
}
