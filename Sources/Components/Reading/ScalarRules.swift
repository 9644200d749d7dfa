/// How a plain scalar is read: `true` and `false` are flags, decimal numbers are numbers, all else
/// is text. YAML's older habits (`no` for false, `012` for ten, `1_000`, `1:30`) are not followed.
package enum ScalarRules {
    /// Returns the content of the plain (unquoted) scalar `text`.
    package static func content(of text: String) -> LocatedNode.Content {
        switch text {
        case "", "~", "null": return .empty
        case "true": return .value(.flag(true))
        case "false": return .value(.flag(false))
        default: break
        }
        guard let first = text.utf8.first(where: { $0 != minus && $0 != plus }),
            isDigit(first) || first == point
        else { return .value(.text(text)) }
        guard let number = Number(text) else { return oddNumber(text) }
        if number.hasLeadingZero {
            return .malformed(
                text: text,
                hint: "a number has no leading zeros: write \(number.withoutLeadingZeros), "
                    + "or '\(text)' in quotes for text")
        }
        return content(of: number, text)
    }

    private static func content(of number: Number, _ text: String) -> LocatedNode.Content {
        if number.isInteger {
            if let value = Int(text) { return .value(.integer(value)) }
            return .malformed(text: text, hint: "the integer does not fit into 64 bits")
        }
        guard let value = Double(text), value.isFinite else {
            return .malformed(text: text, hint: "the number is too large")
        }
        return .value(ParameterValue(number: value))
    }

    /// What begins like a number and goes on otherwise: a mistake, or text such as `3rd-column`.
    private static func oddNumber(_ text: String) -> LocatedNode.Content {
        let plain = text.filter { $0 != "_" && $0 != "," }
        if plain != text, Number(plain) != nil {
            return .malformed(
                text: text, hint: "a number has no separators: write \(plain)")
        }
        let lowered = text.lowercased()
        if lowered.hasPrefix("0x") || lowered.hasPrefix("0o") || lowered.hasPrefix("0b") {
            return .malformed(
                text: text, hint: "write the number in decimal, or '\(text)' in quotes for text")
        }
        return .value(.text(text))
    }

    private static let minus = UInt8(ascii: "-")
    private static let plus = UInt8(ascii: "+")
    private static let point = UInt8(ascii: ".")

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// The parts of `[+-] digits [. digits] [e [+-] digits]`, where a text has that form.
    private struct Number {
        var sign = ""
        var whole = ""
        var rest = ""

        var isInteger: Bool { rest.isEmpty }
        var hasLeadingZero: Bool { whole.utf8.count > 1 && whole.utf8.first == 48 }
        var withoutLeadingZeros: String {
            let digits = whole.drop { $0 == "0" }
            return sign + (digits.isEmpty ? "0" : digits) + rest
        }

        init?(_ text: String) {
            var left = Substring(text).utf8
            if let first = left.first, first == minus || first == plus {
                sign = String(UnicodeScalar(first))
                left = left.dropFirst()
            }
            let digits = left.prefix(while: isDigit)
            whole = String(digits) ?? ""
            left = left.dropFirst(digits.count)
            rest = String(left) ?? ""
            var decimals = 0
            if left.first == point {
                left = left.dropFirst()
                decimals = left.prefix(while: isDigit).count
                left = left.dropFirst(decimals)
            }
            guard digits.count + decimals > 0, Self.isExponent(left) else { return nil }
        }

        private static func isExponent(_ text: Substring.UTF8View) -> Bool {
            guard let first = text.first else { return true }
            guard first == UInt8(ascii: "e") || first == UInt8(ascii: "E") else { return false }
            var digits = text.dropFirst()
            if let sign = digits.first, sign == minus || sign == plus {
                digits = digits.dropFirst()
            }
            return !digits.isEmpty && digits.allSatisfy(isDigit)
        }
    }
}

extension ParameterValue {
    /// A number in its one form: an integer where it is whole, so that `1`, `1.0` and `1e0` are
    /// equal and a value stays itself when it is encoded.
    public init(number: Double) {
        let isWhole = number.magnitude < 0x1p53 && number == number.rounded()
        self = isWhole ? .integer(Int(number)) : .real(number)
    }

    /// The value in its one form.
    package var canonical: ParameterValue {
        if case .real(let number) = self { ParameterValue(number: number) } else { self }
    }
}
