/// How many columns of a terminal words take, and words made to fit.
package enum TextWidth {
    package static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

    /// Returns 2 for East Asian wide characters and emoji, 0 for marks that stand on others, else
    /// 1.
    package static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        let properties = first.properties
        if properties.isEmojiPresentation { return 2 }
        if character.unicodeScalars.contains("\u{FE0F}"), properties.isEmoji { return 2 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return wide.contains { $0.contains(first.value) } ? 2 : 1
        }
    }

    /// Returns `text` cut to at most `width` columns, with an ellipsis where something was cut.
    package static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        return prefix(text, width: width - 1).text + "…"
    }

    /// Returns `text` filled with spaces to `width` columns, on its left side if `toRight`.
    package static func padded(_ text: String, to width: Int, toRight: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(0, width - of(text)))
        return toRight ? fill + text : text + fill
    }

    /// Returns `text` in lines of at most `width` columns, broken between words, and within a word
    /// only where it is longer than a line.
    package static func wrapped(_ text: String, width: Int) -> [String] {
        let width = max(width, 2)
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            var lines = [String]()
            var line = ""
            for word in paragraph.split(separator: " ").map(String.init) {
                if !line.isEmpty, of(line) + 1 + of(word) <= width {
                    line += " " + word
                    continue
                }
                if !line.isEmpty { lines.append(line) }
                line = word
                while of(line) > width {
                    let head = prefix(line, width: width)
                    lines.append(head.text)
                    line = String(line.dropFirst(head.count))
                }
            }
            return lines + [line]
        }
    }

    private static func prefix(_ text: String, width: Int) -> (text: String, count: Int) {
        var used = 0
        let head = text.prefix { character in
            used += of(character)
            return used <= width
        }
        return (String(head), head.count)
    }

    /// The blocks of Unicode's East Asian Width W and F that a report may meet.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
