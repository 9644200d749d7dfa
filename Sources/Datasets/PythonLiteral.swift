/// Reads the few Python literals that a `.npy` header may hold; nothing is evaluated.
struct PythonLiteral {
    enum Value: Equatable {
        case string(String)
        case truth(Bool)
        case tuple([Int])
    }

    let bytes: [UInt8]
    var position: Int
    let end: Int
    let name: String

    /// Returns the entries of the dictionary that stands at the position, to the header's end.
    mutating func dictionary() throws(DataError) -> [String: Value] {
        var entries: [String: Value] = [:]
        try require("{")
        while !accept("}") {
            guard case .string(let key)? = try value() else { throw unexpected("a quoted key") }
            try require(":")
            guard let entry = try value() else {
                throw unexpected("a string, True, False or a tuple of whole numbers")
            }
            guard entries.updateValue(entry, forKey: key) == nil else {
                throw unexpected("each key once")
            }
            if !accept(",") {
                try require("}")
                break
            }
        }
        skipSpace()
        if position < end { throw unexpected("the end of the header") }
        return entries
    }

    private mutating func value() throws(DataError) -> Value? {
        skipSpace()
        guard position < end else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "("): return .tuple(try tuple())
        case UInt8(ascii: "["):
            throw DataError(
                name, at: .byte(position), found: "a record type", expected: "plain numbers",
                advice: "save each field as an array of its own")
        default: break
        }
        for (word, truth) in [("True", true), ("False", false)]
        where bytes[position..<end].starts(with: word.utf8) {
            position += word.utf8.count
            return .truth(truth)
        }
        return nil
    }

    private mutating func string() throws(DataError) -> String {
        let quote = bytes[position]
        guard let close = bytes[(position + 1)..<end].firstIndex(of: quote) else {
            throw unexpected("a closing quote")
        }
        defer { position = close + 1 }
        return String(decoding: bytes[(position + 1)..<close], as: UTF8.self)
    }

    private mutating func tuple() throws(DataError) -> [Int] {
        var numbers: [Int] = []
        try require("(")
        while !accept(")") {
            numbers.append(try number())
            if !accept(",") {
                try require(")")
                break
            }
        }
        return numbers
    }

    private mutating func number() throws(DataError) -> Int {
        skipSpace()
        let digits = bytes[position..<end].prefix { (0x30...0x39).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
            throw unexpected("a whole number")
        }
        position += digits.count
        // Python 2 wrote long integers with this ending.
        _ = accept("L")
        return number
    }

    private mutating func accept(_ character: Character) -> Bool {
        skipSpace()
        guard position < end, bytes[position] == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func require(_ character: Character) throws(DataError) {
        if !accept(character) { throw unexpected("\"\(character)\"") }
    }

    private mutating func skipSpace() {
        while position < end, bytes[position] == 0x20 || (9...13).contains(bytes[position]) {
            position += 1
        }
    }

    private func unexpected(_ expected: String) -> DataError {
        let rest = String(decoding: bytes[position..<min(end, position + 20)], as: UTF8.self)
        return DataError(
            name, at: .byte(position),
            found: position < end ? DataError.quoted(rest) : "the end of the header",
            expected: expected, advice: "the NumPy header is damaged")
    }
}
