internal import Foundation

/// What a log says under one name: a number, a word, or nothing.
package enum LoggedCell: Hashable, Sendable {
    /// Also one that is not finite, which tells something in a log.
    case number(Double)
    case word(String)
    case missing

    package var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    package var word: String? {
        if case .word(let text) = self { text } else { nil }
    }

    private static let nothing: Set<String> = [
        "", "-", "--", ".", "?", "none", "null", "nil", "na", "n/a", "<na>", "nat", "undefined",
    ]
    private static let notNumbers: Set<String> = [
        "nan", "1.#ind", "1.#qnan", "1.#snan", "nan(ind)", "nan(snan)", "#num!",
    ]
    private static let infinities: Set<String> = ["inf", "infinity", "1.#inf", "∞"]

    /// Reads a cell as programs of all kinds write them: `NaN`, `-inf`, `None`, `85.3%`,
    /// `tensor(0.25, device='cuda:0')`, `[0.25]`.
    ///
    /// - Parameter decimalComma: whether `0,25` is a quarter.
    package init(_ text: String, decimalComma: Bool = false) {
        let plain = text.trimmingCharacters(in: .whitespaces)
        let lowered = plain.lowercased()
        if Self.nothing.contains(lowered) {
            self = .missing
        } else if let value = Self.number(lowered, decimalComma: decimalComma) {
            self = .number(value)
        } else {
            self = .word(plain)
        }
    }

    private static func number(_ text: String, decimalComma: Bool) -> Double? {
        let isNegative = text.hasPrefix("-")
        let size = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
        if notNumbers.contains(size) { return .nan }
        if infinities.contains(size) { return isNegative ? -.infinity : .infinity }
        if size.hasPrefix("0x") { return nil }
        if let value = Double(text) { return value }
        if decimalComma, text.count(where: { $0 == "," }) == 1, !text.contains(".") {
            return Double(text.replacingOccurrences(of: ",", with: "."))
        }
        if size.hasSuffix("%") {
            return number(String(text.dropLast()), decimalComma: decimalComma).map { $0 / 100 }
        }
        return wrapped(text)
    }

    /// The number inside of `tensor(…)`, `np.float32(…)` or `[…]`.
    private static func wrapped(_ text: String) -> Double? {
        guard let open = text.firstIndex(where: { "([".contains($0) }),
            text.last.map({ ")]".contains($0) }) == true,
            text[..<open].allSatisfy({ $0.isLetter || $0.isNumber || "._".contains($0) })
        else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        let first = inside.prefix { $0 != "," }.trimmingCharacters(in: .whitespaces)
        // A list of several numbers is no number.
        if text[open] == "[", inside.contains(",") { return nil }
        return number(first, decimalComma: false)
    }
}
