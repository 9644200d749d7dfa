/// Words of others, made fit to be shown: an experiment's name or a crashed process's last lines
/// may hold anything.
package enum PrintableText {
    /// Returns `text` without control characters and without marks that turn the direction of what
    /// follows; line ends become spaces.
    package static func line(_ text: String) -> String {
        clean(text) { $0 == "\n" || $0 == "\t" || $0 == "\r" ? " " : "\u{FFFD}" }
    }

    /// Returns `text` like `line`, but keeps line ends.
    package static func lines(_ text: String) -> String {
        let unified = text.replacing("\r\n", with: "\n")
        return clean(unified) { $0 == "\n" ? "\n" : $0 == "\t" || $0 == "\r" ? " " : "\u{FFFD}" }
    }

    /// Returns `text` for a page: like `lines`, and a mark that would join a character which HTML
    /// gives a meaning to (and hide it from a by-character escape) gets a dotted circle to stand
    /// on.
    package static func page(_ text: String) -> String {
        let plain = lines(text)
        guard plain.utf8.contains(where: { "<>&\"'".utf8.contains($0) }) else { return plain }
        var result = String.UnicodeScalarView()
        for character in plain {
            let scalars = character.unicodeScalars
            result.append(contentsOf: scalars.prefix(1))
            if scalars.count > 1, let first = scalars.first, "<>&\"'".unicodeScalars.contains(first)
            {
                result.append("\u{25CC}")
            }
            result.append(contentsOf: scalars.dropFirst())
        }
        return String(result)
    }

    private static func clean(
        _ text: String, control: (Unicode.Scalar) -> Unicode.Scalar
    ) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0: result.append(control(scalar))
            case 0x2028, 0x2029: result.append(" ")
            case 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
