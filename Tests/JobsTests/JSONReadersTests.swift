import Foundation
import Jobs
import Testing

/// Types that read themselves in every way that Swift's protocols allow, and what is said of bytes
/// that lack what they need.
@Suite struct JSONReadersTests {
    @Test(arguments: [
        #"{"a":{"b":1,"c":[2,null,{"d":"x"}]},"b":[[1,2],[],{"a":true}],"super":7,"c":8}"#,
        #"{"c":8,"b":[[1,2],[],{"a":true}],"a":{"c":[2,null,{"d":"x"}],"b":1},"super":7}"#,
        #"{"a":{},"b":[]}"#, "[]", #"{"b":[[1,2],[],{"a":true}]}"#, "null",
        #"{"a":{"b":1,"c":[2,null,{"d":"x"}]},"b":[[1,2],[],{"a":1}],"d":1,"c":8}"#,
    ])
    func `containers inside of containers are read as by Foundation`(_ text: String) {
        let bytes = Data(text.utf8)
        let found = Result { try CanonicalJSON.decode(Nested.self, from: bytes).seen }
        let wanted = Result { try FoundationJSON.decode(Nested.self, from: bytes).seen }
        #expect((try? found.get()) == (try? wanted.get()), "\(found) \(wanted)")
    }

    @Test(arguments: [
        (#"{"c":1,"a":2,"b":3}"#, "a"), (#"{"a":2,"b":3}"#, "b"), (#"{"b":3}"#, "a"),
        (#"{"x":1,"a":2,"x":3,"b":{},"a":4}"#, "a"), (#"{"\u0061":5,"a":2,"é":1}"#, "é"),
    ])
    func `a key is found wherever it stands, and of several the first`(
        _ text: String, _ key: String
    ) throws {
        struct Fields: Codable {
            var a: Int?
            var b: Anything?
            var c: Int?
        }
        #expect(JSONJudge.complaint(Fields.self, Data(text.utf8)) == nil)
        #expect(JSONJudge.complaint([String: Anything].self, Data(text.utf8)) == nil)
        for count in [3, 16, 17, 40] {
            let more = (0..<count).map { "\"k\($0)\":\($0)," }.joined()
            let long = "{" + more + text.dropFirst()
            #expect(JSONJudge.complaint(Fields.self, Data(long.utf8)) == nil, "\(long)")
        }
    }

    @Test(arguments: [
        (#"{"job":{}}"#, #"job lacks "name""#), (#"{}"#, #"it lacks "job""#),
        (#"{"job":{"name":3}}"#, "job.name is not of type String"),
        (#"{"job":{"name":null}}"#, "job.name is null and not of type String"),
        (#"{"job":{"name":"","list":[1,2,"x"]}}"#, "job.list.2 is not of type Int"),
        (#"{"job":{"name":"","list":[1,2.5]}}"#, "job.list.1 makes no sense: the number is no Int"),
        (#"{"job":{"name":"","list":{}}}"#, "job.list is not of type Array<Any>"),
        (#"{"job":null}"#, "job is null"), (#"{"job":[]}"#, "job is not of type Dictionary"),
        (
            #"{"job":{"name":"\ud800"}}"#,
            "it makes no sense: no JSON: \"\"\" was not expected behind 22"
        ),
        (#"{"job":tru"#, "it makes no sense: no JSON: it ends too early"),
    ])
    func `what is wrong is said with where it stands`(_ text: String, _ words: String) throws {
        struct Job: Codable {
            var name: String
            var list: [Int]
        }
        struct Message: Codable { var job: Job }
        let error = try #require(throws: (any Error).self) {
            try CanonicalJSON.decode(Message.self, from: Data(text.utf8))
        }
        #expect(WireError.reason(of: error).contains(words), "\(WireError.reason(of: error))")
    }

    @Test func `what the format has no form of is an error`() {
        #expect(throws: DecodingError.self) {
            try CanonicalJSON.decode([URL].self, from: Data(#"["file:///"]"#.utf8))
        }
        #expect(throws: DecodingError.self) {
            try CanonicalJSON.decode([Decimal].self, from: Data("[1]".utf8))
        }
        #expect(throws: DecodingError.self) {
            try CanonicalJSON.decode(Data.self, from: Data("\"a-b=\"".utf8))
        }
    }

    @Test func `a path says where a decoder stands`() throws {
        struct Teller: Decodable {
            var path: String
            init(from decoder: any Decoder) {
                path = decoder.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
                    .joined(separator: ".")
            }
        }
        let read = try CanonicalJSON.decode(
            [String: [[Teller]]].self, from: Data(#"{"a\"b":[[],[1,{"x":2}]]}"#.utf8))
        #expect(read["a\"b"]?[1].map(\.path) == ["a\"b.1.0", "a\"b.1.1"])
    }
}

/// Writes down what it finds by nested containers and decoders of superclasses.
private struct Nested: Decodable {
    enum Key: String, CodingKey { case a, b, c, d }
    var seen: [String] = []

    init(from decoder: any Decoder) throws {
        let outer = try decoder.container(keyedBy: Key.self)
        seen.append("\(outer.contains(.c)) \(outer.contains(.d)) \(outer.allKeys.count)")
        let inner = try outer.nestedContainer(keyedBy: Key.self, forKey: .a)
        seen.append("\(try inner.decodeIfPresent(Int.self, forKey: .b) ?? -1)")
        if inner.contains(.c) {
            var list = try inner.nestedUnkeyedContainer(forKey: .c)
            seen.append("\(list.count ?? -1) \(try list.decode(Int.self)) \(try list.decodeNil())")
            let last = try list.nestedContainer(keyedBy: Key.self)
            seen.append(
                "\(list.isAtEnd) \(list.currentIndex) \(try last.decode(String.self, forKey: .d))")
            #expect(throws: DecodingError.self) { try list.decode(Int.self) }
        }
        var lists = try outer.nestedUnkeyedContainer(forKey: .b)
        while !lists.isAtEnd {
            if var list = try? lists.nestedUnkeyedContainer() {
                while !list.isAtEnd { seen.append("\(try list.decode(Int.self))") }
            } else {
                let last = try lists.superDecoder().container(keyedBy: Key.self)
                seen.append("\(try last.decode(Bool.self, forKey: .a))")
            }
        }
        let single = try outer.superDecoder().singleValueContainer()
        seen.append(single.decodeNil() ? "none" : "\(try single.decode(Int.self))")
        seen.append("\(try Int(from: outer.superDecoder(forKey: .c)))")
    }
}
