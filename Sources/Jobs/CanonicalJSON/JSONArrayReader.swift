/// Reads the elements of an array.
struct JSONArrayReader: UnkeyedDecodingContainer {
    private let document: JSONDocument
    private let index: UInt32
    private var next: UInt32
    private(set) var currentIndex = 0

    init(_ document: JSONDocument, _ index: Int) {
        self.document = document
        self.index = UInt32(index)
        next = UInt32(index + 1)
    }

    var codingPath: [any CodingKey] { document.path(to: Int(index)) }
    var count: Int? { Int(document.tokens[Int(index)].first) }
    var isAtEnd: Bool { next >= document.tokens[Int(index)].end }

    mutating func decodeNil() throws -> Bool {
        let isNull = document.isNull(try element(Any.self))
        if isNull { goOn() }
        return isNull
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try document.read(type, at: element(type))
        goOn()
        return value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let container = try JSONValueDecoder(document: document, index: element(type))
            .container(keyedBy: type)
        goOn()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try JSONValueDecoder(document: document, index: element([Any].self))
            .unkeyedContainer()
        goOn()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = JSONValueDecoder(document: document, index: try element(Any.self))
        goOn()
        return decoder
    }

    private func element(_ type: Any.Type) throws -> Int {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                type, document.context(at: Int(index), "the list has no more elements"))
        }
        return Int(next)
    }

    private mutating func goOn() {
        next = UInt32(document.after(Int(next)))
        currentIndex += 1
    }
}
