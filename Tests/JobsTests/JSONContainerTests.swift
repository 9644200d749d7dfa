import Foundation
import Jobs
import Testing

/// Types that code themselves in every way that Swift's protocols allow.
@Suite struct JSONContainerTests {
    @Test func `containers inside of containers are Foundation's`() throws {
        try FoundationJSON.expectSame(Nesting())
        try FoundationJSON.expectSame([Nesting(), Nesting()])
        try FoundationJSON.expectSame(["b": Nesting(), "a": Nesting()])
    }

    @Test func `a value of several encoders is one object`() throws {
        try FoundationJSON.expectSame(Merged())
        try FoundationJSON.expectSame([Merged()])
    }

    @Test func `superclasses have a value of their own`() throws {
        try FoundationJSON.expectSame(Derived())
    }

    @Test func `of a key that is written twice the last value stays`() throws {
        try FoundationJSON.expectSame(Repeated())
    }

    @Test func `what could not be written leaves nothing behind`() throws {
        // Foundation itself ends the process here.
        let bytes = try CanonicalJSON.encode([Forgiving(), Forgiving()])
        #expect(bytes.text == #"[{"b":[1,2],"c":1},{"b":[1,2],"c":1}]"#)
    }

    @Test func `a path says where an encoder stands`() throws {
        let paths = try CanonicalJSON.encode([["b": [PathTeller()]], ["a": []]])
        #expect(paths.text == #"[{"b":["0.b.0"]},{"a":[]}]"#)
    }
}

private enum Key: String, CodingKey {
    case a, b, c, d, e
}

/// Nested containers, written to by turns.
private struct Nesting: Encodable {
    func encode(to encoder: any Encoder) throws {
        var outer = encoder.container(keyedBy: Key.self)
        try outer.encode(1, forKey: .e)
        var object = outer.nestedContainer(keyedBy: Key.self, forKey: .c)
        var list = outer.nestedUnkeyedContainer(forKey: .b)
        try object.encode("late", forKey: .b)
        try list.encode(0.5)
        try outer.encode([1, 2], forKey: .d)
        try object.encode("early", forKey: .a)
        var inner = list.nestedContainer(keyedBy: Key.self)
        try list.encodeNil()
        try inner.encode(true, forKey: .b)
        var innermost = list.nestedUnkeyedContainer()
        try innermost.encode([Int]())
        try inner.encodeNil(forKey: .a)
        _ = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
        var again = outer.nestedContainer(keyedBy: Key.self, forKey: .c)
        try again.encode("again", forKey: .c)
    }
}

/// Two types that write into the same object.
private struct Merged: Encodable {
    private struct First: Encodable {
        var e = 1
        var b = [2]
    }
    private struct Second: Encodable {
        var d = "x"
        var a = 0.5
    }

    func encode(to encoder: any Encoder) throws {
        try First().encode(to: encoder)
        try Second().encode(to: encoder)
    }
}

private class Ancestor: Encodable {
    var name = "ancestor"
}

private final class Derived: Ancestor {
    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try super.encode(to: container.superEncoder(forKey: .d))
        try super.encode(to: container.superEncoder())
        try container.encode(1, forKey: .a)
        var list = container.nestedUnkeyedContainer(forKey: .b)
        try list.encode(1)
        try super.encode(to: list.superEncoder())
        _ = container.superEncoder(forKey: .c)
    }
}

private struct Repeated: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: .b)
        try container.encode([2], forKey: .a)
        try container.encode("3", forKey: .b)
        try container.encode("4", forKey: .b)
    }
}

/// Goes on after a value that throws midway.
private struct Forgiving: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try? container.encode(Thrower(), forKey: .d)
        try container.encode(1, forKey: .c)
        try? container.encode(Thrower(), forKey: .a)
        try? container.encode(["x": [Thrower()]], forKey: .a)
        try container.encode(Listing(), forKey: .b)
    }

    private struct Listing: Encodable {
        func encode(to encoder: any Encoder) throws {
            var list = encoder.unkeyedContainer()
            try? list.encode(Thrower())
            try list.encode(1)
            try? list.encode([Thrower()])
            try list.encode(2)
        }
    }
}

private struct Thrower: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: .b)
        throw CocoaError(.coderInvalidValue)
    }
}

private struct PathTeller: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let path = container.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        try container.encode(path.joined(separator: "."))
    }
}
