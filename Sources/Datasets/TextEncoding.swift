/// What the bytes of text files must be.
enum TextEncoding {
    /// Returns the text without the byte-order mark that some editors begin it with.
    ///
    /// - Throws: `DataError` at the first line that is no UTF-8: two words that differ in such
    ///   bytes alone would be taken for one.
    static func checked(_ file: FileContents) throws(DataError) -> [UInt8] {
        let bytes = file.bytes
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw DataError(
                file.name, at: .byte(0), found: "UTF-16 text", expected: "UTF-8",
                advice: "save the file as UTF-8")
        }
        var start = 0
        while start < bytes.count {
            var end = min(start + 1 << 20, bytes.count)
            while end < bytes.count, bytes[end - 1] != 10 { end += 1 }
            guard String(validating: bytes[start..<end], as: UTF8.self) != nil else {
                throw DataError(
                    file.name, at: .line(firstWrongLine(bytes)),
                    found: "bytes that are no text in UTF-8", expected: "UTF-8",
                    advice: "convert the file, for instance with iconv -f latin1 -t utf-8")
            }
            start = end
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The first line, counted from 1, that is no UTF-8.
    private static func firstWrongLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        var start = 0
        for index in bytes.indices where bytes[index] == 10 || bytes[index] == 13 {
            if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { continue }
            if String(validating: bytes[start..<index], as: UTF8.self) == nil { return line }
            line += 1
            start = index + 1
        }
        return line
    }
}
