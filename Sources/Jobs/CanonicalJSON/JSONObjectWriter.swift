/// Writes the members of an object.
struct JSONObjectWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONWriter
    let level: Int

    var codingPath: [any CodingKey] { writer.path + writer.text.path(to: level) }

    func encodeNil(forKey key: Key) throws {
        writer.text.beginMember(key.stringValue, at: level)
        writer.text.appendNull()
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        let end = writer.text.bytes.count
        writer.text.beginMember(key.stringValue, at: level)
        do {
            try writer.write(value)
        } catch {
            writer.text.takeBack(to: end, at: level)
            throw error
        }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> { child(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        child(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { child(JSONKey.superclass) }
    func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func child(_ key: any CodingKey) -> JSONValueEncoder {
        JSONValueEncoder(writer: writer.text.child(at: level, key: key), level: 0)
    }
}
