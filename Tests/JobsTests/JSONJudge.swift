import Foundation
import Jobs

/// Reads the same bytes with our decoder and with Foundation's.
enum JSONJudge {
    /// What is wrong with our reading of `bytes`; nil where all is well.
    static func complaint<Value: Codable>(_ type: Value.Type, _ bytes: Data) -> String? {
        let found = Result { try CanonicalJSON.decode(type, from: bytes) }
        let wanted = Result { try FoundationJSON.decode(type, from: bytes) }
        switch (found, wanted) {
        case (.failure, .failure): return nil
        case (.success(let found), .success(let wanted)):
            guard let ours = try? CanonicalJSON.encode(found),
                let theirs = try? FoundationJSON.encode(wanted)
            else { return "cannot be written again" }
            return ours == theirs || isRounded(bytes)
                ? nil : "read as \(ours.text)\nby Foundation as \(theirs.text)"
        case (.success, .failure(let error)):
            // Foundation's search for a digit that is not zero sees the exponent of some zeros.
            return bytes.text.contains(/0[eE][-+]?[0-9]/)
                ? nil : "taken, though Foundation says \(error)"
        case (.failure(let error), .success):
            return mayRefuse(bytes, error) ? nil : "refused (\(error)), though Foundation takes it"
        }
    }

    /// Where we are stricter: Foundation looks only at what is read, takes UTF-16 and 512 brackets,
    /// and rounds a number before it asks whether it is whole.
    private static func mayRefuse(_ bytes: Data, _ error: any Error) -> Bool {
        if error is WireError, bytes.contains(0) || "\(error)".contains("nests") { return true }
        let whole = try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)
        return whole == nil || isRounded(bytes)
    }

    /// Whether a number has so many digits, or so small an exponent, that what Foundation reads as
    /// an integer is not the number that is written.
    private static func isRounded(_ bytes: Data) -> Bool {
        bytes.text.contains(
            /(?=[0-9.]{17,})[0-9]+\.[0-9]+|[0-9.]{17,}[eE]|[eE]-[0-9]{3,}/)
    }
}
