import Foundation
import Jobs
import Testing

/// Foundation's JSON, by which our own is judged.
enum FoundationJSON {
    static func encode(
        _ value: some Encodable, pretty: Bool = false
    ) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try encoder.encode(value)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try decoder.decode(type, from: bytes)
    }

    /// Holds our bytes of a value to be Foundation's, on one line and on several.
    static func expectSame(
        _ value: some Encodable, at location: SourceLocation = #_sourceLocation
    ) throws {
        let (found, wanted) = (try CanonicalJSON.encode(value), try encode(value))
        #expect(found == wanted, "\(found.text)\n\(wanted.text)", sourceLocation: location)
        let pretty = try encode(value, pretty: true) + Data("\n".utf8)
        #expect(try CanonicalJSON.encodePretty(value) == pretty, sourceLocation: location)
    }
}

extension Data {
    var text: String { String(decoding: self, as: UTF8.self) }
}
