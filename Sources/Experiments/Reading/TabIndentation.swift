internal import Components

/// Finds lines that tabs indent; libyaml would speak of a character that starts no token.
enum TabIndentation {
    /// Complains about every such line.
    /// - Returns: True where there is one.
    static func isFound(in text: String, diagnostics: Diagnostics) -> Bool {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var isFound = false
        for (index, line) in lines.enumerated() {
            let indentation = line.prefix { $0 == " " || $0 == "\t" }
            guard let tab = indentation.firstIndex(of: "\t"),
                let first = line.dropFirst(indentation.count).first, first != "#"
            else { continue }
            let column = indentation.distance(from: indentation.startIndex, to: tab) + 1
            diagnostics.fail(
                "a tab indents the line; YAML allows spaces only",
                at: Place(line: index + 1, column: column))
            isFound = true
        }
        return isFound
    }
}
