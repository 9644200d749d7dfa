internal import Foundation

/// Scanned JSON, from which values are read.
final class JSONDocument {
    let bytes: [UInt8]
    /// All tokens, and behind them a null: the value of what is not there.
    let tokens: [JSONToken]
    /// The key that is probably asked for next: the one behind the last value that was read.
    /// Nothing that it calls comes back to it, so that no access meets another.
    @exclusivity(unchecked) var likelyKey = 0

    init(_ text: Data) throws {
        let tokenizer = try JSONTokenizer(text)
        self.bytes = tokenizer.bytes
        tokens = tokenizer.tokens
    }

    var missing: Int { tokens.count - 1 }

    func isNull(_ index: Int) -> Bool { tokens[index].kind == .null }

    /// The token behind a value and all that it holds.
    func after(_ index: Int) -> Int {
        switch tokens[index].kind {
        case .array, .object: Int(tokens[index].end)
        default: index + 1
        }
    }

    func text(_ index: Int) -> String {
        let token = tokens[index]
        return JSONString.text(
            bytes, token.first, token.end, isPlain: token.traits.contains(.isPlain))
    }

    /// Whether a plain text is `text`.
    func isText(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let token = tokens[index]
        guard Int(token.end - token.first) == text.count else { return false }
        var position = Int(token.first)
        for byte in text {
            if bytes[position] != byte { return false }
            position += 1
        }
        return true
    }
}

extension JSONDocument {
    /// The keys and indices that lead to a token's value. Their words are made when somebody reads
    /// them: most errors of reading are an attempt, after which another one follows.
    func path(to index: Int) -> [any CodingKey] {
        var path: [any CodingKey] = []
        var index = index
        while tokens[index].parent != JSONToken.noParent {
            let parent = Int(tokens[index].parent)
            path.append(
                tokens[parent].kind == .array
                    ? JSONPathKey(bytes, element: tokens[index].ordinal)
                    : JSONPathKey(bytes, key: tokens[index - 1]))
            index = parent
        }
        path.reverse()
        return path
    }
}

/// What leads to a value from the container that holds it.
struct JSONPathKey: CodingKey {
    private enum Kind: UInt8 {
        case element, plainKey, escapedKey
    }

    private let bytes: [UInt8]
    /// Where the key begins and ends; the index of an element.
    private let first: UInt32
    private let end: UInt32
    private let kind: Kind

    init(_ bytes: [UInt8], element index: UInt32) {
        self.bytes = bytes
        first = index
        end = index
        kind = .element
    }

    init(_ bytes: [UInt8], key token: JSONToken) {
        self.bytes = bytes
        first = token.first
        end = token.end
        kind = token.traits.contains(.isPlain) ? .plainKey : .escapedKey
    }

    init?(stringValue: String) { nil }
    init?(intValue: Int) { nil }

    var intValue: Int? { kind == .element ? Int(first) : nil }

    var stringValue: String {
        kind == .element
            ? "Index \(first)" : JSONString.text(bytes, first, end, isPlain: kind == .plainKey)
    }
}
