/// Text between the tags that this module writes itself: charts, whose tags are mostly numbers.
/// The page around them comes from templates, which escape of their own accord.
enum Markup {
    /// Returns `text` with the five characters that mean something to HTML and XML as entities,
    /// fit for an element or a quoted attribute.
    static func escape(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in PrintableText.line(text).unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Returns a coordinate to a tenth of a unit, such as `12.5`.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let size = tenths.magnitude
        return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
    }
}
