public import Foundation

/// What is asked of JSON from outside before it is decoded: Foundation's scanner ends the process
/// at 513 nested brackets.
public enum JSONScan {
    /// Brackets that may be open at once.
    public static let depthLimit = 64

    /// Looks through `bytes` for brackets that are nested too deeply.
    /// - Throws: `WireError` where they are, and where the bytes are not UTF-8's: in UTF-16 a
    ///   string could hide brackets.
    public static func review(_ bytes: Data) throws(WireError) {
        var depth = 0
        var isInString = false
        var isEscaped = false
        let span = bytes.span
        for index in span.indices {
            let byte = span[index]
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case 0:
                throw WireError("JSON is UTF-8 text, which holds no zero byte")
            case UInt8(ascii: "\""):
                isInString.toggle()
            case UInt8(ascii: "\\"):
                isEscaped = isInString
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                guard !isInString else { continue }
                depth += 1
                guard depth <= depthLimit else {
                    throw WireError("the JSON nests more than \(depthLimit) brackets")
                }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if !isInString { depth -= 1 }
            default:
                continue
            }
        }
    }
}
