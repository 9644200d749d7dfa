/// The gzip file format (RFC 1952): members one after the other, each with its own checksum.
enum Gzip {
    static let magic: [UInt8] = [0x1F, 0x8B]

    /// Returns the members of `bytes` decompressed and joined. Zeros after the last member are
    /// padding, as for `gzip`; anything else there is an error.
    static func decompress(
        _ bytes: [UInt8], name: String, limit: Int
    ) throws(DataError) -> [UInt8] {
        let inflater = Inflater(.gzip)
        var output = [UInt8](repeating: 0, count: expectedSize(bytes, limit: limit))
        var position = 0
        var produced = 0
        while true {
            let ending = inflater.run(
                bytes, from: &position, into: &output, at: &produced, limit: limit)
            if ending != .complete {
                throw error(ending, name: name, position: position, limit: limit)
            }
            guard position < bytes.count else { break }
            if bytes[position...].starts(with: magic) {
                inflater.reset()
            } else if bytes[position...].allSatisfy({ $0 == 0 }) {
                break
            } else {
                throw DataError(
                    name, at: .byte(position),
                    found: "\(bytes.count - position) bytes that are not gzip",
                    expected: "the end of the file or another gzip member",
                    advice: "something was appended to the file: copy it again")
            }
        }
        output.removeLast(output.count - produced)
        return output
    }

    /// The last four bytes give the last member's size modulo 2^32: right for most files, and only
    /// a first guess here, which a tiny file cannot make large.
    private static func expectedSize(_ bytes: [UInt8], limit: Int) -> Int {
        let stated = bytes.littleEndian(UInt32.self, at: bytes.count - 4) ?? 0
        return min(Int(stated), bytes.count * Inflater.largestRatio, limit) + 1
    }

    private static func error(
        _ ending: Inflater.Ending, name: String, position: Int, limit: Int
    ) -> DataError {
        switch ending {
        case .complete, .cut:
            DataError(
                name, at: .byte(position), found: "the end of the file",
                expected: "more compressed data", advice: "it was cut short: copy it again")
        case .overLimit:
            DataError(
                name, at: .byte(position), found: "more than \(limit) bytes once decompressed",
                expected: "at most \(limit)", advice: "split the data into smaller files")
        case .damaged(let message):
            DataError(
                name, at: .byte(position), found: "damaged gzip data (\(message))",
                expected: "an intact gzip file", advice: "copy it again")
        }
    }
}
