/// Writes the elements of an array.
struct JSONArrayWriter: UnkeyedEncodingContainer {
    let writer: JSONWriter
    let level: Int

    var codingPath: [any CodingKey] { writer.path + writer.text.path(to: level) }
    var count: Int { writer.text.levels[level].count }

    func encodeNil() throws {
        writer.text.beginElement(at: level)
        writer.text.appendNull()
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        let end = writer.text.bytes.count
        writer.text.beginElement(at: level)
        do {
            try writer.write(value)
        } catch {
            writer.text.takeBack(to: end, at: level)
            throw error
        }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> { child().container(keyedBy: type) }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }
    func superEncoder() -> any Encoder { child() }

    private func child() -> JSONValueEncoder {
        JSONValueEncoder(writer: writer.text.child(at: level, key: nil), level: 0)
    }
}
