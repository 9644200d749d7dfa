/// JSON set out over several lines, for people.
enum JSONLayout {
    /// Sets out JSON of one line as Foundation does: two spaces for each level, one on both sides
    /// of a colon, and an empty line in an empty container.
    static func setOut(_ line: [UInt8]) -> [UInt8] {
        var pretty: [UInt8] = []
        pretty.reserveCapacity(line.count * 2)
        var depth = 0
        var isInText = false
        var isEscaped = false
        func breakLine() {
            pretty.append(UInt8(ascii: "\n"))
            pretty.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
        }
        for (index, byte) in line.enumerated() {
            guard !isInText else {
                pretty.append(byte)
                isInText = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                pretty.append(byte)
                depth += 1
                let next = line[index + 1]
                if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
                    pretty.append(UInt8(ascii: "\n"))
                } else {
                    breakLine()
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                breakLine()
                pretty.append(byte)
            case UInt8(ascii: ","):
                pretty.append(byte)
                breakLine()
            case UInt8(ascii: ":"):
                pretty.append(contentsOf: " : ".utf8)
            default:
                pretty.append(byte)
                isInText = byte == UInt8(ascii: "\"")
            }
        }
        return pretty
    }
}
