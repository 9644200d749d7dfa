/// Reads the members of an object.
struct JSONObjectReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let document: JSONDocument
    private let index: Int
    private let table: JSONKeyTable?

    init(_ document: JSONDocument, _ index: Int) {
        self.document = document
        self.index = index
        table = document.keyTable(of: index)
    }

    var codingPath: [any CodingKey] { document.path(to: index) }
    var allKeys: [Key] {
        var keys: [Key] = []
        for key in document.keys(of: index) {
            if let key = Key(stringValue: key) { keys.append(key) }
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { document.isNull(try value(key)) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let index = try value(key)
        let value = try document.read(type, at: index)
        document.likelyKey = document.after(index)
        return value
    }

    func decodeIfPresent<Value: Decodable>(
        _ type: Value.Type, forKey key: Key
    ) throws -> Value? {
        guard let index = find(key) else { return nil }
        let value = document.isNull(index) ? nil : try document.read(type, at: index)
        document.likelyKey = document.after(index)
        return value
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try JSONValueDecoder(document: document, index: value(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONValueDecoder(document: document, index: value(key)).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder(of: JSONKey.superclass.stringValue) }
    func superDecoder(forKey key: Key) -> any Decoder { decoder(of: key.stringValue) }

    private func decoder(of key: String) -> any Decoder {
        JSONValueDecoder(
            document: document,
            index: document.value(of: key, in: index, table) ?? document.missing)
    }

    private func find(_ key: Key) -> Int? { document.value(of: key.stringValue, in: index, table) }

    private func value(_ key: Key) throws -> Int {
        guard let value = find(key) else {
            throw DecodingError.keyNotFound(key, document.context(at: index, "no such key"))
        }
        return value
    }
}
