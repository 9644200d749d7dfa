internal import Foundation

/// What the encoders and containers of one value share: the text that they write.
final class JSONWriter {
    /// Nothing that it calls comes back to it, so that no access meets another; to check it costs
    /// a fifth of the time.
    @exclusivity(unchecked) var text = JSONText()
    /// The keys that lead to what this writes, for errors.
    let path: [any CodingKey]

    init() { path = [] }

    /// A writer of one container inside another's text.
    init(path: [any CodingKey]) {
        self.path = path
        text.levels.append(JSONText.Level(start: 0, firstMember: 0))
    }

    /// Encodes a value on one line.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let writer = JSONWriter()
        try writer.write(value)
        return writer.text.bytes
    }

    /// The bytes of a container of its own.
    func finish() -> [UInt8] {
        text.close()
        return text.bytes
    }

    /// Writes a value of any kind.
    @inline(__always)
    func write<Value: Encodable>(_ value: Value) throws {
        if text.append(plain: value) { return }
        try writeContainer(value)
    }

    @inline(never)
    private func writeContainer<Value: Encodable>(_ value: Value) throws {
        if try writeCommon(value) { return }
        let level = try text.open()
        try value.encode(to: JSONValueEncoder(writer: self, level: level))
        text.close()
    }

    /// Writes what is met often, or is no matter of its own `encode(to:)`; says whether it was.
    func writeCommon<Value: Encodable>(_ value: Value) throws -> Bool {
        if Value.self == [Double].self {
            writeList(value as! [Double]) { $0.append($1) }
        } else if Value.self == [String].self {
            writeList(value as! [String]) { $0.append(text: $1) }
        } else if Value.self == [Int].self {
            writeList(value as! [Int]) { $0.append($1) }
        } else if Value.self == [String: Double].self {
            let level = try text.open()
            text.begin(.object, at: level)
            for (key, number) in value as! [String: Double] {
                text.beginMember(key, at: level)
                text.append(number)
            }
            text.close()
        } else if Value.self == Data.self {
            text.append(text: (value as! Data).base64EncodedString())
        } else if Value.self == URL.self || Value.self == Decimal.self {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(
                    codingPath: path + text.path(to: text.levels.count),
                    debugDescription: "canonical JSON has no form of \(Value.self)"))
        } else {
            return false
        }
        return true
    }

    @inline(__always)
    private func writeList<Element>(
        _ values: [Element], _ append: (inout JSONText, Element) -> Void
    ) {
        text.bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for value in values {
            if !isFirst { text.bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(&text, value)
        }
        text.bytes.append(UInt8(ascii: "]"))
    }
}
