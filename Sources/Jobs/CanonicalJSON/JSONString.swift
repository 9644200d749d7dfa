/// The texts of scanned JSON, which are UTF-8 and whose escapes are whole.
enum JSONString {
    static func text(
        _ bytes: [UInt8], _ first: UInt32, _ end: UInt32, isPlain: Bool
    ) -> String {
        let range = Int(first)..<Int(end)
        guard isPlain else { return unescaped(bytes, range) }
        return bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }

    private static func unescaped(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\") else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "u"):
                appendScalar(bytes, at: &index, to: &plain)
                continue
            case let byte: plain.append(byte)
            }
            index += 2
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Takes in one `\uXXXX` or a pair of them; `index` goes on behind it.
    private static func appendScalar(
        _ bytes: [UInt8], at index: inout Int, to plain: inout [UInt8]
    ) {
        var value = unit(bytes, at: index + 2)
        index += 6
        if value & 0xF800 == 0xD800 {
            value = 0x10000 + (value & 0x3FF) << 10 + unit(bytes, at: index + 2) & 0x3FF
            index += 6
        }
        guard let scalar = Unicode.Scalar(value) else {
            fatalError("a text with half a character was let through")
        }
        plain.append(contentsOf: UTF8.encode(scalar)!)
    }

    private static func unit(_ bytes: [UInt8], at index: Int) -> UInt32 {
        bytes[index..<index + 4].reduce(0) { value, digit in
            value << 4 | UInt32(JSONTokenizer.hexadecimal(digit) ?? 0)
        }
    }
}
