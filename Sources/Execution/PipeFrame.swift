package import Foundation
internal import Jobs

/// Messages over a pipe: four bytes of length, then JSON.
package enum PipeFrame {
    /// Larger than any outcome may be; a length above it means that the pipe carries garbage.
    package static let limit = 64 << 20

    package static func encode(_ value: some Encodable) throws -> Data {
        let body = try CanonicalJSON.encode(value)
        var frame = withUnsafeBytes(of: UInt32(body.count).littleEndian) { Data($0) }
        frame.append(body)
        return frame
    }

    /// Takes the first whole message off `buffer`; nil where it has not arrived yet.
    package static func take<Value: Decodable>(
        _ type: Value.Type, from buffer: inout Data
    ) throws -> Value? {
        guard buffer.count >= 4 else { return nil }
        let length = buffer.prefix(4).enumerated().reduce(0) {
            $0 | Int($1.element) << (8 * $1.offset)
        }
        guard length <= limit else {
            throw ExecutionError("a message of \(length) bytes from a compute process")
        }
        guard buffer.count >= 4 + length else { return nil }
        let start = buffer.startIndex + 4
        let body = Data(buffer[start..<start + length])
        buffer = Data(buffer[(start + length)...])
        return try CanonicalJSON.decode(type, from: body)
    }
}
