/// A terminal's way to set words off.
enum Ink: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case magenta = "35"

    /// Returns `text` between the escape sequences for it; unchanged where the medium knows none.
    func callAsFunction(_ text: String, when coloured: Bool) -> String {
        coloured && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
