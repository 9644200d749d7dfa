/// Finds the nearest right spelling of a wrong word.
public enum Spelling {
    /// Returns the one of `names` that `word` most probably means: equal but for case, hyphens and
    /// underscores, or at most a third of its letters away; nil where none is near.
    public static func nearest(_ word: String, among names: [String]) -> String? {
        let plain = Self.plain(word)
        guard !plain.isEmpty, plain.count <= 64 else { return nil }
        let ranked = names.map { (name: $0, distance: distance(plain, Self.plain($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }),
            best.distance <= max(1, min(plain.count, Self.plain(best.name).count) / 3)
        else { return names.first { plain.count >= 3 && Self.plain($0).starts(with: plain) } }
        return best.name
    }

    /// Returns `; did you mean "…"?`, or nothing where no name is near.
    public static func question(_ word: String, among names: [String]) -> String {
        nearest(word, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    private static func plain(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != "." }.map { $0 }
    }

    /// Edits from one word to the other: insertions, deletions, substitutions, and swaps of
    /// neighbours (the restricted Damerau–Levenshtein distance).
    package static func distance(_ left: [Character], _ right: [Character]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var rows = [[Int](0...right.count)]
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let substitution = rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, substitution)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
