/// Why a report could not be read or drawn.
public enum ReportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes are no report; with the decoder's words.
    case unreadable(String)
    /// A report of another schema than this program reads.
    case schema(found: String)
    /// A picture whose pixels do not fill its size.
    case picture(caption: String, pixels: Int, expected: Int)

    public var description: String {
        switch self {
        case .unreadable(let words):
            "these bytes are no report (\(words)); hand in a report.json of preflight"
        case .schema(let found):
            "the report has the schema \"\(found)\", and this program reads "
                + "\"\(Report.currentSchema)\"; use the version that made it"
        case .picture(let caption, let pixels, let expected):
            "the picture \"\(caption)\" has \(pixels) bytes where its size asks for \(expected)"
        }
    }
}
