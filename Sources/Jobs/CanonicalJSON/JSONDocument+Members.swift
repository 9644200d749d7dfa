/// The members of an object by their keys, for objects that are large, or whose keys cannot be
/// compared byte by byte. Made when first needed.
final class JSONKeyTable {
    private let document: JSONDocument
    private let object: Int
    private lazy var values = document.valuesByKey(in: object)

    init(_ document: JSONDocument, _ object: Int) {
        self.document = document
        self.object = object
    }

    subscript(key: String) -> Int? { values[key] }
}

extension JSONDocument {
    /// Up to how many members are looked through one by one.
    private static let manyMembers = 16

    /// A table where the object's members are not to be looked through one by one.
    func keyTable(of object: Int) -> JSONKeyTable? {
        let token = tokens[object]
        let isSmall = token.traits.contains(.isPlain) && token.first <= Self.manyMembers
        return isSmall ? nil : JSONKeyTable(self, object)
    }

    /// The token of the value behind a key; of a key that is there several times the first one's,
    /// as Foundation has it.
    func value(of key: String, in object: Int, _ table: JSONKeyTable?) -> Int? {
        let traits = tokens[object].traits
        if traits.contains(.isPlain) {
            let found = key.utf8.withContiguousStorageIfAvailable { key -> Int? in
                if traits.contains(.isOrdered), tokens[likelyKey].parent == object,
                    isText(likelyKey, key)
                {
                    return likelyKey + 1
                }
                return table == nil ? firstValue(of: key, in: object) : nil
            }
            if let found {
                if let value = found { return value }
                if table == nil { return nil }
            }
        }
        return (table ?? JSONKeyTable(self, object))[key]
    }

    private func firstValue(of key: UnsafeBufferPointer<UInt8>, in object: Int) -> Int? {
        var index = object + 1
        let end = Int(tokens[object].end)
        while index < end {
            if isText(index, key) { return index + 1 }
            index = after(index + 1)
        }
        return nil
    }

    /// The object's keys, each once, in the order in which they came.
    func keys(of object: Int) -> [String] {
        let token = tokens[object]
        var keys: [String] = []
        keys.reserveCapacity(Int(token.first))
        var index = object + 1
        let isOrdered = token.traits.contains(.isOrdered)
        var seen: Set<String> = []
        while index < Int(token.end) {
            let key = text(index)
            if isOrdered || seen.insert(key).inserted { keys.append(key) }
            index = after(index + 1)
        }
        return keys
    }

    fileprivate func valuesByKey(in object: Int) -> [String: Int] {
        var values: [String: Int] = [:]
        values.reserveCapacity(Int(tokens[object].first))
        var index = object + 1
        while index < Int(tokens[object].end) {
            let key = text(index)
            if values[key] == nil { values[key] = index + 1 }
            index = after(index + 1)
        }
        return values
    }
}
