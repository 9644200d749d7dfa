/// Writes one value, at the level that was opened for it.
struct JSONValueEncoder: Encoder, SingleValueEncodingContainer {
    let writer: JSONWriter
    let level: Int

    var codingPath: [any CodingKey] { writer.path + writer.text.path(to: level) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        writer.text.begin(.object, at: level)
        return KeyedEncodingContainer(JSONObjectWriter<Key>(writer: writer, level: level))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        writer.text.begin(.array, at: level)
        return JSONArrayWriter(writer: writer, level: level)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() throws {
        writer.text.begin(.single, at: level)
        writer.text.appendNull()
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        let start = writer.text.bytes.count
        if writer.text.append(plain: value) {
            writer.text.endSingle(at: level, from: start)
        } else if try writer.writeCommon(value) {
            writer.text.endSingle(at: level, from: start)
        } else {
            try value.encode(to: self)
        }
    }
}
