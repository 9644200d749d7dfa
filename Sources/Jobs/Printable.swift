extension String {
    /// The text on one line, as a terminal may show it: what another side wrote may hold characters
    /// that move the cursor, change the colours or turn the direction of writing. Such stand as
    /// their numbers; what is longer than `limit` is cut.
    public func printable(limit: Int = 1000) -> String {
        var shown = ""
        for scalar in unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return unicodeScalars.count > limit ? shown + "…" : shown
    }
}
