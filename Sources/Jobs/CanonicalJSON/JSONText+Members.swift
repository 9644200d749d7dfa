extension JSONText {
    /// Whether a member's key comes before another's: by their UTF-8 bytes, as Foundation sorts.
    func precedes(_ left: Member, _ right: Member) -> Bool { compare(left, right) < 0 }

    /// Below zero, zero or above it, as the first key comes before, equals or comes behind.
    private func compare(_ left: Member, _ right: Member) -> Int {
        var (i, j) = (left.start + 1, right.start + 1)
        while i < left.keyEnd, j < right.keyEnd {
            let (a, b) = (plainByte(at: &i), plainByte(at: &j))
            if a != b { return Int(a) - Int(b) }
        }
        return (left.keyEnd - i) - (right.keyEnd - j)
    }

    /// The byte that stands at `index` before it was escaped; `index` goes on behind it.
    private func plainByte(at index: inout Int) -> UInt8 {
        let byte = bytes[index]
        index += 1
        guard byte == UInt8(ascii: "\\") else { return byte }
        let escaped = bytes[index]
        index += 1
        switch escaped {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            index += 4
            let digit = bytes[index - 1]
            let low = digit < UInt8(ascii: "a") ? digit - UInt8(ascii: "0") : digit - 87
            return (bytes[index - 2] - UInt8(ascii: "0")) << 4 | low
        default: return escaped
        }
    }

    /// Puts the members of an object that ends here in the order of their keys. Of members with
    /// the same key the last one stays.
    mutating func sortMembers(of level: Level) {
        let first = level.firstMember
        members[members.count - 1].end = bytes.count
        sort(from: first)
        sorted.removeAll(keepingCapacity: true)
        for index in first..<members.count {
            let member = members[index]
            if index + 1 < members.count, compare(member, members[index + 1]) == 0 { continue }
            sorted.append(sorted.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            // A slice would be retained and released.
            bytes.withUnsafeBufferPointer { bytes in
                sorted.append(
                    contentsOf: UnsafeBufferPointer(rebasing: bytes[member.start..<member.end]))
            }
        }
        bytes.removeLast(bytes.count - level.start)
        bytes.append(contentsOf: sorted)
    }

    /// Sorts the last members by their keys, equal ones as they came.
    private mutating func sort(from first: Int) {
        guard members.count - first <= 24 else {
            let order = members[first...].sorted { left, right in
                let difference = compare(left, right)
                return difference == 0 ? left.start < right.start : difference < 0
            }
            members.replaceSubrange(first..., with: order)
            return
        }
        for index in first + 1..<members.count {
            let moved = members[index]
            var hole = index
            while hole > first, compare(moved, members[hole - 1]) < 0 {
                members[hole] = members[hole - 1]
                hole -= 1
            }
            if hole != index { members[hole] = moved }
        }
    }
}

extension JSONText {
    /// A writer for a container of its own inside the last level's one, where it writes after the
    /// key or the comma.
    mutating func child(at level: Int, key: (any CodingKey)?) -> JSONWriter {
        var path = path(to: level)
        if let key {
            let name = key.stringValue
            if let known = children.last(where: { $0.level == level && $0.key == name }) {
                return known.writer
            }
            beginMember(name, at: level)
            path.append(key)
        } else {
            path.append(JSONKey(index: levels[level].count))
            beginElement(at: level)
        }
        let writer = JSONWriter(path: path)
        children.append(
            Child(offset: bytes.count, level: level, key: key?.stringValue, writer: writer))
        return writer
    }

    /// Puts what the last level's children wrote in behind their keys.
    mutating func joinChildren() {
        let index = levels.count - 1
        guard let first = children.firstIndex(where: { $0.level == index }) else { return }
        let start = levels[index].start
        var joined: [UInt8] = []
        var from = start
        var member = levels[index].firstMember
        var shift = 0
        for child in children[first...] {
            joined.append(contentsOf: bytes[from..<child.offset])
            moveMembers(from: &member, before: child.offset, by: shift)
            let inner = child.writer.finish()
            joined.append(contentsOf: inner)
            if member > levels[index].firstMember { members[member - 1].end += inner.count }
            shift += inner.count
            from = child.offset
        }
        joined.append(contentsOf: bytes[from...])
        moveMembers(from: &member, before: .max, by: shift)
        bytes.replaceSubrange(start..., with: joined)
        children.removeSubrange(first...)
    }

    private mutating func moveMembers(from member: inout Int, before end: Int, by shift: Int) {
        while member < members.count, members[member].start < end {
            members[member].start += shift
            members[member].keyEnd += shift
            members[member].end += shift
            member += 1
        }
    }
}
