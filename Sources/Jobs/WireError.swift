/// A message that is not of the protocol: what was found and what was expected.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

extension WireError {
    /// Why something could not be decoded, and where in it, in one line.
    public static func reason(of error: any Error) -> String {
        let (context, words): (DecodingError.Context, String)
        switch error {
        case DecodingError.keyNotFound(let key, let found):
            (context, words) = (found, "lacks \"\(key.stringValue)\"")
        case DecodingError.valueNotFound(let type, let found):
            (context, words) = (found, "is null and not of type \(type)")
        case DecodingError.typeMismatch(let type, let found):
            (context, words) = (found, "is not of type \(type)")
        case DecodingError.dataCorrupted(let found):
            (context, words) = (found, "makes no sense: \(found.debugDescription)")
        default: return "\(error)"
        }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        return path.isEmpty ? "it \(words)" : "\(path.joined(separator: ".")) \(words)"
    }
}
