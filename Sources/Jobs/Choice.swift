/// The JSON of an enum whose cases hold values: an object of one key, the case's tag, or the bare
/// tag where the case holds nothing. `{"failure": {…}}`, `"none"`.
///
/// The compiler's own coding of such enums names unlabelled values `_0`, which is nobody's
/// protocol.
package struct Choice<Tag: CodingKey & CaseIterable> {
    package let tag: Tag
    private let name: String
    private let source: Source

    /// Where the tag's value stands.
    private enum Source {
        case nowhere
        case container(KeyedDecodingContainer<AnyKey>)
        case token(JSONDocument, Int)
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads the tag.
    ///
    /// - Parameter name: what the enum is called in errors, such as `outcome`.
    /// - Throws: `WireError` where there is no tag, or one that is unknown.
    package init(_ name: String, from decoder: any Decoder) throws {
        self.name = name
        // Whether it is a word or an object is seen on our own text without an attempt that fails.
        if let own = decoder as? JSONValueDecoder, let member = own.onlyMember {
            tag = try Self.tag(own.document.text(member), name)
            source = .token(own.document, member + 1)
            return
        }
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            source = .nowhere
            tag = try Self.tag(word, name)
            return
        }
        guard let container = try? decoder.container(keyedBy: AnyKey.self),
            container.allKeys.count == 1
        else {
            throw WireError("expected \(Self.allowed(name)), as an object of that one key")
        }
        tag = try Self.tag(container.allKeys[0].stringValue, name)
        source = .container(container)
    }

    private static func tag(_ word: String, _ name: String) throws -> Tag {
        guard let tag = Tag(stringValue: word) else {
            throw WireError("unknown \(name) \"\(word.prefix(60))\"; expected \(allowed(name))")
        }
        return tag
    }

    private static func allowed(_ name: String) -> String {
        "one of " + Tag.allCases.map(\.stringValue).joined(separator: ", ")
    }

    /// What stands behind the tag.
    /// - Throws: `WireError` where nothing does, and what decoding throws.
    package func value<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        switch source {
        case .token(let document, let index): return try document.read(type, at: index)
        case .container(let container):
            return try container.decode(type, forKey: AnyKey(stringValue: tag.stringValue))
        case .nowhere:
            throw WireError("the \(name) \"\(tag.stringValue)\" lacks its value")
        }
    }

    /// Returns `value`, the case of a bare tag.
    /// - Throws: `WireError` where something stands behind the tag.
    package func bare<Value>(_ value: Value) throws -> Value {
        guard case .nowhere = source else {
            throw WireError("the \(name) \"\(tag.stringValue)\" is a word of its own, no object")
        }
        return value
    }
}

extension CodingKey {
    /// Writes an object of this one key.
    package func encode(_ value: some Encodable, to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Self.self)
        try container.encode(value, forKey: self)
    }

    /// Writes the bare word.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(stringValue)
    }
}
