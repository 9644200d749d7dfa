internal import Yams

/// Finds the second occurrence of a key that one mapping has twice, and puts a private-use scalar
/// in place of its first letter: libyaml can then read on, and no place moves.
struct RepeatedKeys {
    private(set) var scalars: [Unicode.Scalar]
    /// The letters that the masks stand for.
    private(set) var masks: [Unicode.Scalar: Unicode.Scalar] = [:]

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// Masks the next occurrence of the key whose first one is at `mark`.
    /// - Returns: False where none is found.
    mutating func mask(after mark: Mark) -> Bool {
        guard masks.count < 100, let lineStart = start(ofLine: mark.line) else { return false }
        let first = lineStart + mark.column - 1
        guard let key = key(at: first), let mask = Unicode.Scalar(0xF0000 + UInt32(masks.count))
        else { return false }
        let isBlock = scalars[lineStart..<first].allSatisfy { $0 == " " || $0 == "-" }
        guard
            let next = isBlock
                ? inBlock(key, after: first, column: mark.column - 1)
                : inFlow(key, after: first)
        else { return false }
        masks[mask] = scalars[next]
        scalars[next] = mask
        return true
    }

    private func start(ofLine line: Int) -> Int? {
        var start = 0
        for _ in 1..<max(1, line) {
            guard let end = scalars[start...].firstIndex(of: "\n") else { return nil }
            start = end + 1
        }
        return start
    }

    /// The key that begins at `index`, behind a quote or not; nil where none does.
    private func key(at index: Int) -> [Unicode.Scalar]? {
        guard scalars.indices.contains(index) else { return nil }
        let key = scalars[(index + quote(at: index))...].prefix {
            !":\"'\n,{}[]".unicodeScalars.contains($0)
        }
        return key.isEmpty ? nil : Array(key)
    }

    private func quote(at index: Int) -> Int {
        scalars[index] == "\"" || scalars[index] == "'" ? 1 : 0
    }

    /// In a block mapping: on a later line, in the same column, before a line that stands out.
    private func inBlock(_ key: [Unicode.Scalar], after first: Int, column: Int) -> Int? {
        var index = first
        while let end = scalars[index...].firstIndex(of: "\n"), end + 1 < scalars.count {
            index = end + 1
            let line = scalars[index...].prefix { $0 != "\n" }
            let indentation = line.prefix { $0 == " " }.count
            let isEmpty = indentation == line.count || line.dropFirst(indentation).first == "#"
            if isEmpty || indentation > column { continue }
            if indentation < column { return nil }
            if self.key(at: index + column) == key {
                return index + column + quote(at: index + column)
            }
        }
        return nil
    }

    /// In a flow mapping: later, inside the same braces.
    private func inFlow(_ key: [Unicode.Scalar], after first: Int) -> Int? {
        var depth = 0
        var index = first + quote(at: first) + key.count
        while index < scalars.count, depth >= 0 {
            switch scalars[index] {
            case "{", "[": depth += 1
            case "}", "]": depth -= 1
            default:
                if depth == 0, " ,\n".unicodeScalars.contains(scalars[index - 1]),
                    self.key(at: index) == key
                {
                    return index + quote(at: index)
                }
            }
            index += 1
        }
        return nil
    }
}
