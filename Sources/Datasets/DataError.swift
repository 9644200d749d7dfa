/// Says which data file is wrong, where in it, what stands there, what should, and what to do.
public struct DataError: Error, Hashable, CustomStringConvertible, Sendable {
    /// Where in the file (or array) the fault lies.
    public enum Origin: Hashable, Sendable {
        case whole
        /// Bytes from the start of the (decompressed) file, counted from 0.
        case byte(Int)
        /// A line as an editor counts it, from 1.
        case line(Int)
        case cell(line: Int, column: String)
        /// A row of an array, counted from 0.
        case row(Int)
    }

    /// The file, and in it the array where there is one: `digits.npz: images`.
    public let source: String
    public let origin: Origin
    public let found: String
    public let expected: String
    public let advice: String

    public init(
        _ source: String, at origin: Origin = .whole, found: String, expected: String,
        advice: String = ""
    ) {
        self.source = source
        self.origin = origin
        self.found = found
        self.expected = expected
        self.advice = advice
    }

    public var description: String {
        let head = "\(source)\(originText): found \(found), expected \(expected)"
        return advice.isEmpty ? head : "\(head); \(advice)"
    }

    private var originText: String {
        switch origin {
        case .whole: ""
        case .byte(let offset): ", byte \(offset)"
        case .line(let line): ", line \(line)"
        case .cell(let line, let column): ", line \(line), column \(column)"
        case .row(let row): ", row \(row)"
        }
    }
}

extension DataError {
    /// Returns what a file held as a quoted excerpt that is safe to print.
    static func quoted(_ text: String) -> String {
        let limit = 40
        let excerpt = text.count > limit ? text.prefix(limit) + "…" : Substring(text)
        return String(excerpt).debugDescription
    }
}
