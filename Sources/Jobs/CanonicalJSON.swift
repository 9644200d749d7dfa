public import Foundation

/// The one way in which values become bytes: JSON with sorted keys, doubles in their shortest form
/// that reads back to the same bits, and NaN and the infinities as strings.
public enum CanonicalJSON {
    /// Encodes `value` on one line; equal values give equal bytes.
    public static func encode(_ value: some Encodable) throws -> Data {
        Data(try JSONWriter.bytes(of: value))
    }

    /// Encodes `value` over several lines, for files that people read.
    public static func encodePretty(_ value: some Encodable) throws -> Data {
        var bytes = JSONLayout.setOut(try JSONWriter.bytes(of: value))
        bytes.append(UInt8(ascii: "\n"))
        return Data(bytes)
    }

    /// Decodes what `encode` or `encodePretty` wrote, or another program, or an enemy: bytes from
    /// outside cost time and memory in proportion to their number.
    /// - Throws: `WireError` where brackets are nested too deeply, a tag is unknown or the text is
    ///   no UTF-8's, `DecodingError` where the bytes are not JSON or lack what `Value` needs.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: Data
    ) throws -> Value {
        try JSONDocument(bytes).read(type, at: 0)
    }
}
