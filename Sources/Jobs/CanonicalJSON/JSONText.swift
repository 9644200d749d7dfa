/// JSON while it is written: one buffer, and the containers that are open in it.
///
/// Members of an object are written as they come. Where they come out of order their bytes are put
/// in order when the object ends, so that a type whose keys are in order costs no sorting at all.
struct JSONText {
    /// One value that is being written.
    struct Level {
        enum Content {
            case nothing, single, array, object
        }

        var content = Content.nothing
        /// Where in `bytes` the value begins.
        let start: Int
        /// Where in `members` an object's own begin.
        let firstMember: Int
        var count = 0
        var isSorted = true
    }

    /// A member of an object.
    struct Member {
        /// Where the key's first quotation mark stands.
        var start: Int
        /// Where its second one does.
        var keyEnd: Int
        /// Where the value ends; known when the next member begins, or the object ends.
        var end = 0
    }

    /// A container that was asked for by itself, whose bytes come in when its parent ends.
    struct Child {
        var offset: Int
        var level: Int
        var key: String?
        var writer: JSONWriter
    }

    /// Values that may be open at once, as in Foundation.
    static let depthLimit = 512

    var bytes: [UInt8] = []
    var levels: [Level] = []
    var members: [Member] = []
    var children: [Child] = []
    /// Kept from object to object, so that sorting allocates nothing.
    var sorted: [UInt8] = []

    init() {
        bytes.reserveCapacity(512)
        levels.reserveCapacity(16)
        members.reserveCapacity(64)
    }
}

extension JSONText {
    /// Begins a value of unknown kind and returns its level.
    mutating func open() throws -> Int {
        guard levels.count < Self.depthLimit else {
            throw EncodingError.invalidValue(
                levels.count,
                EncodingError.Context(
                    codingPath: [], debugDescription: "more than \(Self.depthLimit) values nest"))
        }
        levels.append(Level(start: bytes.count, firstMember: members.count))
        return levels.count - 1
    }

    /// Ends the value of the last level; one that wrote nothing is an empty object.
    mutating func close() {
        if !children.isEmpty { joinChildren() }
        let level = levels.removeLast()
        switch level.content {
        case .single: return
        case .array: bytes.append(UInt8(ascii: "]"))
        case .nothing:
            bytes.append(UInt8(ascii: "{"))
            bytes.append(UInt8(ascii: "}"))
        case .object:
            if !level.isSorted { sortMembers(of: level) }
            members.removeLast(members.count - level.firstMember)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Says of a level's value what it is; a container that was opened before is gone on with.
    mutating func begin(_ content: Level.Content, at level: Int) {
        requireOpen(level)
        if levels[level].content == content, content != .single { return }
        guard levels[level].content == .nothing else {
            fatalError("a value was written twice: \(levels[level].content), then \(content)")
        }
        levels[level].content = content
        switch content {
        case .array: bytes.append(UInt8(ascii: "["))
        case .object: bytes.append(UInt8(ascii: "{"))
        case .single, .nothing: break
        }
    }

    /// Says of a level's value that it was a single one, written since `start` was the end.
    mutating func endSingle(at level: Int, from start: Int) {
        requireOpen(level)
        guard levels[level].content == .nothing, levels[level].start == start else {
            fatalError("a value was written twice: \(levels[level].content), then single")
        }
        levels[level].content = .single
    }

    /// Begins a member of an object: writes its key.
    mutating func beginMember(_ key: String, at level: Int) {
        requireOpen(level)
        let count = levels[level].count
        if count > 0 {
            members[members.count - 1].end = bytes.count
            bytes.append(UInt8(ascii: ","))
        }
        let start = bytes.count
        append(text: key)
        let member = Member(start: start, keyEnd: bytes.count - 1)
        if count > 0, levels[level].isSorted {
            levels[level].isSorted = precedes(members[members.count - 1], member)
        }
        members.append(member)
        bytes.append(UInt8(ascii: ":"))
        levels[level].count = count + 1
    }

    /// Begins an element of an array.
    mutating func beginElement(at level: Int) {
        requireOpen(level)
        if levels[level].count > 0 { bytes.append(UInt8(ascii: ",")) }
        levels[level].count += 1
    }

    /// Takes back the last member or element of a level, whose value could not be written.
    /// - Parameter end: the number of bytes before it.
    mutating func takeBack(to end: Int, at level: Int) {
        levels.removeSubrange((level + 1)...)
        levels[level].count -= 1
        bytes.removeSubrange(end...)
        children.removeAll { $0.level > level || $0.level == level && $0.offset > end }
        let own = levels[level].content == .object ? levels[level].count : 0
        members.removeSubrange((levels[level].firstMember + own)...)
    }

    /// The keys and indices that lead to a level's value.
    func path(to level: Int) -> [any CodingKey] {
        levels.prefix(level).compactMap { level in
            switch level.content {
            case .nothing, .single: return nil
            case .array: return JSONKey(index: max(0, level.count - 1))
            case .object:
                guard level.count > 0 else { return nil }
                let member = members[level.firstMember + level.count - 1]
                return JSONKey(
                    stringValue: String(
                        decoding: bytes[member.start + 1..<member.keyEnd], as: UTF8.self))
            }
        }
    }

    private func requireOpen(_ level: Int) {
        guard level == levels.count - 1 else {
            fatalError("a container was written to while a value inside it was")
        }
    }
}
