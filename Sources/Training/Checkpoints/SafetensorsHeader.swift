internal import Foundation

/// The JSON of a safetensors file's header, read strictly: an object of objects of strings and of
/// lists of integers, no key twice, nothing else.
struct SafetensorsHeader {
    struct Item {
        var name: String
        var dtype: String
        var shape: [Int]
        var offsets: [Int]
        /// Where its name begins, counted from the header's first byte.
        var start: Int
    }

    private(set) var items: [Item] = []
    private(set) var metadata: [String: String] = [:]

    private let bytes: [UInt8]
    private let file: String
    private var at = 0

    init(_ bytes: [UInt8], file: String) throws(CheckpointError) {
        self.bytes = bytes
        self.file = file
        var names: Set<String> = []
        try object { (header, name, start) throws(CheckpointError) in
            if !names.insert(name).inserted {
                throw header.wrong("\"\(name)\" stands there twice", at: start)
            }
            if name == "__metadata__" {
                try header.readMetadata()
            } else {
                try header.readItem(name, start)
            }
        }
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        if at < bytes.count { throw wrong("more follows after the header's object") }
    }

    func wrong(_ problem: String, at start: Int? = nil) -> CheckpointError {
        CheckpointError(
            file: file, part: "byte \(start ?? at) of the header", problem: problem)
    }

    private mutating func readMetadata() throws(CheckpointError) {
        try object { (header, key, start) throws(CheckpointError) in
            let value = try header.string()
            if header.metadata.updateValue(value, forKey: key) != nil {
                throw header.wrong("\"\(key)\" stands there twice", at: start)
            }
        }
    }

    private mutating func readItem(_ name: String, _ start: Int) throws(CheckpointError) {
        var dtype: String?
        var shape: [Int]?
        var offsets: [Int]?
        try object { (header, key, start) throws(CheckpointError) in
            let isNew: Bool
            switch key {
            case "dtype":
                isNew = dtype == nil
                dtype = try header.string()
            case "shape":
                isNew = shape == nil
                shape = try header.integers()
            case "data_offsets":
                isNew = offsets == nil
                offsets = try header.integers()
            default:
                throw header.wrong(
                    "found the key \"\(key)\"; allowed: dtype, shape, data_offsets", at: start)
            }
            if !isNew { throw header.wrong("\"\(key)\" stands there twice", at: start) }
        }
        guard let dtype, let shape, let offsets else {
            throw wrong("\"\(name)\" lacks one of dtype, shape and data_offsets", at: start)
        }
        items.append(Item(name: name, dtype: dtype, shape: shape, offsets: offsets, start: start))
    }

    /// Reads an object; the function reads each key's value.
    private mutating func object(
        _ member: (inout SafetensorsHeader, String, Int) throws(CheckpointError) -> Void
    ) throws(CheckpointError) {
        try expect("{")
        if take("}") { return }
        repeat {
            skipSpace()
            let start = at
            let key = try string()
            try expect(":")
            try member(&self, key, start)
        } while take(",")
        try expect("}")
    }

    private mutating func integers() throws(CheckpointError) -> [Int] {
        try expect("[")
        if take("]") { return [] }
        var found: [Int] = []
        repeat { found.append(try integer()) } while take(",")
        try expect("]")
        return found
    }

    private mutating func integer() throws(CheckpointError) -> Int {
        skipSpace()
        let start = at
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard let value = Int(text), text == "0" || !text.hasPrefix("0") else {
            throw wrong("expected an integer of at least 0", at: start)
        }
        return value
    }

    private mutating func string() throws(CheckpointError) -> String {
        try expect("\"")
        let start = at - 1
        while at < bytes.count, bytes[at] != 0x22 {
            if bytes[at] < 0x20 { throw wrong("a control character stands in a string") }
            at += bytes[at] == 0x5C ? 2 : 1
        }
        guard at < bytes.count else { throw wrong("a string does not end", at: start) }
        at += 1
        // Foundation decodes the escapes of this one string, and refuses wrong ones.
        let text = Data(bytes[start..<at])
        guard let value = try? JSONDecoder().decode(String.self, from: text) else {
            throw wrong("a string is no text in UTF-8, or has a wrong escape", at: start)
        }
        return value
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(sign.value) else { return false }
        at += 1
        return true
    }

    private mutating func expect(_ sign: Unicode.Scalar) throws(CheckpointError) {
        if !take(sign) { throw wrong("expected \(sign)") }
    }
}
