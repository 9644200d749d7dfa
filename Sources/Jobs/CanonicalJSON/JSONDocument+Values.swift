internal import Foundation

extension JSONDocument {
    /// Reads the value of a token.
    @inline(__always)
    func read<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if type == String.self {
            return try readText(at: index) as! Value
        } else if type == Double.self {
            return try readDouble(at: index) as! Value
        } else if type == Int.self {
            return try readInteger(Int.self, at: index) as! Value
        } else if type == Bool.self {
            return try readFlag(at: index) as! Value
        } else if type == UInt64.self {
            return try readInteger(UInt64.self, at: index) as! Value
        }
        return try readUncommon(type, at: index)
    }

    /// The rest: an optional of a type that is not known here would cost more than all of it.
    private func readUncommon<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if type == [Double].self {
            return try readList(at: index, readDouble) as! Value
        } else if type == [String].self {
            return try readList(at: index, readText) as! Value
        } else if type == [Int].self {
            return try readList(at: index) { try readInteger(Int.self, at: $0) } as! Value
        } else if type == [String: Double].self {
            return try readMembers(at: index, readDouble) as! Value
        } else if type == [String: ParameterValue].self {
            return try readMembers(at: index, readParameter) as! Value
        } else if type == ParameterValue.self {
            return try readParameter(at: index) as! Value
        } else if type == SettingValue.self {
            return try readSetting(at: index) as! Value
        } else if type == Data.self {
            return try readData(at: index) as! Value
        }
        return try readNumber(type, at: index)
    }

    private func readNumber<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if type == Int64.self {
            return try readInteger(Int64.self, at: index) as! Value
        } else if type == Int32.self {
            return try readInteger(Int32.self, at: index) as! Value
        } else if type == Int16.self {
            return try readInteger(Int16.self, at: index) as! Value
        } else if type == Int8.self {
            return try readInteger(Int8.self, at: index) as! Value
        } else if type == UInt.self {
            return try readInteger(UInt.self, at: index) as! Value
        } else if type == UInt32.self {
            return try readInteger(UInt32.self, at: index) as! Value
        } else if type == UInt16.self {
            return try readInteger(UInt16.self, at: index) as! Value
        } else if type == UInt8.self {
            return try readInteger(UInt8.self, at: index) as! Value
        } else if type == Float.self {
            return try readFloat(at: index) as! Value
        } else if type == URL.self || type == Decimal.self {
            throw corrupted(at: index, "canonical JSON has no form of \(type)")
        }
        return try Value(from: JSONValueDecoder(document: self, index: index))
    }

    func readText(at index: Int) throws -> String {
        guard tokens[index].kind == .text else { throw mismatch(String.self, at: index) }
        return text(index)
    }

    private func readFlag(at index: Int) throws -> Bool {
        guard tokens[index].kind == .flag else {
            throw DecodingError.typeMismatch(Bool.self, context(at: index, "no flag"))
        }
        return tokens[index].traits.contains(.isTrue)
    }

    private func readData(at index: Int) throws -> Data {
        guard let data = Data(base64Encoded: try readText(at: index)) else {
            throw corrupted(at: index, "the text is not in base 64")
        }
        return data
    }

    @inline(__always)
    private func readList<Element>(
        at index: Int, _ read: (Int) throws -> Element
    ) throws -> [Element] {
        guard tokens[index].kind == .array else { throw mismatch([Any].self, at: index) }
        var list: [Element] = []
        list.reserveCapacity(Int(tokens[index].first))
        // What is read here holds no others, else reading it throws.
        for element in index + 1..<max(index + 1, Int(tokens[index].end)) {
            list.append(try read(element))
        }
        return list
    }

    @inline(__always)
    private func readMembers<Member>(
        at index: Int, _ read: (Int) throws -> Member
    ) throws -> [String: Member] {
        guard tokens[index].kind == .object else { throw mismatch([String: Any].self, at: index) }
        var members: [String: Member] = [:]
        members.reserveCapacity(Int(tokens[index].first))
        let isOrdered = tokens[index].traits.contains(.isOrdered)
        var member = index + 1
        while member < Int(tokens[index].end) {
            let key = text(member)
            // Of a key that is there twice only the first value is looked at.
            if isOrdered || members[key] == nil { members[key] = try read(member + 1) }
            member = after(member + 1)
        }
        return members
    }
}

extension JSONDocument {
    /// What is said of a value that is of another kind, or null.
    func mismatch(_ type: Any.Type, at index: Int) -> DecodingError {
        isNull(index)
            ? DecodingError.valueNotFound(type, context(at: index, "found null"))
            : DecodingError.typeMismatch(type, context(at: index, "found another kind of value"))
    }

    func corrupted(at index: Int, _ words: String) -> DecodingError {
        DecodingError.dataCorrupted(context(at: index, words))
    }

    func context(at index: Int, _ words: String) -> DecodingError.Context {
        DecodingError.Context(codingPath: path(to: index), debugDescription: words)
    }
}
