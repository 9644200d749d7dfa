/// Columns of words for a terminal: headings break into lines, other cells are cut to fit, or
/// those of the last column break as well.
struct TextTable {
    var columns: [String]
    var rows: [[String]]
    /// Columns of numbers stand to the right.
    var numeric: Set<Int> = []
    var breaksLast = false

    /// Returns the lines, heading and rule first, at most `width` columns wide.
    func lines(width: Int) -> [String] {
        let cells = ([columns] + rows).map { row in
            columns.indices.map { $0 < row.count ? PrintableText.line(row[$0]) : "" }
        }
        let widths = fitted(cells, width: width)
        let heading = heading(cells[0], widths)
        let body = cells.dropFirst().flatMap { breaksLast ? broken($0, widths) : [$0] }
        let text = (heading + body).map { row in
            let padded = row.indices.map { column in
                TextWidth.padded(
                    TextWidth.cut(row[column], to: widths[column]), to: widths[column],
                    toRight: numeric.contains(column))
            }
            return TextWidth.cut(padded.joined(separator: "  ").trimmingEnd(), to: width)
        }
        let rule = TextWidth.cut(
            widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), to: width)
        return text.prefix(heading.count) + [rule] + text.dropFirst(heading.count)
    }

    /// A row in as many lines as its last cell takes.
    private func broken(_ row: [String], _ widths: [Int]) -> [[String]] {
        guard let last = row.indices.last else { return [row] }
        return TextWidth.wrapped(row[last], width: widths[last]).enumerated().map { line, text in
            (line == 0 ? Array(row.dropLast()) : row.dropLast().map { _ in "" }) + [text]
        }
    }

    /// The headings in as many lines as the longest takes, all ending in the last.
    private func heading(_ names: [String], _ widths: [Int]) -> [[String]] {
        let broken = zip(names, widths).map { name, width in
            let isWide = TextWidth.of(name) > width
            return TextWidth.wrapped(
                isWide ? Self.pieces(name).joined(separator: " ") : name, width: width)
        }
        let height = broken.map(\.count).max() ?? 0
        return (0..<height).map { line in
            broken.map { lines in
                let index = line - (height - lines.count)
                return index < 0 ? "" : lines[index]
            }
        }
    }

    /// A heading's words, and their parts that end in hyphens: where it may break.
    private static func pieces(_ name: String) -> [String] {
        name.replacing("-", with: "- ").split(separator: " ").map(String.init)
    }

    /// The widest column gives way until all fit or none is wider than 6; first of those that only
    /// their headings make wide.
    private func fitted(_ cells: [[String]], width: Int) -> [Int] {
        var widths = columns.indices.map { column in
            cells.map { TextWidth.of($0[column]) }.max() ?? 0
        }
        let room = width - 2 * max(0, columns.count - 1)
        let needed = columns.indices.map { column in
            let body = cells.dropFirst().map { TextWidth.of($0[column]) }.max() ?? 0
            return max(body, Self.pieces(cells[0][column]).map { TextWidth.of($0) }.max() ?? 0)
        }
        while widths.reduce(0, +) > room, let widest = widths.max(), widest > 6 {
            let spare = widths.indices.filter { widths[$0] > needed[$0] }
            let column = spare.max { widths[$0] < widths[$1] }
            widths[column ?? widths.lastIndex(of: widest) ?? 0] -= 1
        }
        return widths
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
