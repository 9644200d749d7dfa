/// Reads one value of a document.
struct JSONValueDecoder: Decoder, SingleValueDecodingContainer {
    let document: JSONDocument
    let index: Int

    var codingPath: [any CodingKey] { document.path(to: index) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The key's token of an object that has one member.
    var onlyMember: Int? {
        document.tokens[index].kind == .object && document.tokens[index].first == 1
            ? index + 1 : nil
    }

    func container<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        guard document.tokens[index].kind == .object else {
            throw document.mismatch([String: Any].self, at: index)
        }
        return KeyedDecodingContainer(JSONObjectReader<Key>(document, index))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard document.tokens[index].kind == .array else {
            throw document.mismatch([Any].self, at: index)
        }
        return JSONArrayReader(document, index)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { document.isNull(index) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try document.read(type, at: index)
    }
}
