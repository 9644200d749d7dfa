import Foundation
import Jobs
import Testing

@Suite struct EnvelopeTests {
    private static let session = SessionID("session")

    @Test(arguments: [
        "", "\n", "preflight/4", "preflight/4\n", "preflight/4 a\n", "preflight/4 a b\n",
        "preflight/4 a b 1\n", "preflight/4 a b 1 0\n", "preflight/4 a b 0 0\nx",
        "preflight/4 a b 01 0\nx", "preflight/4 a b +1 0\nx", "preflight/4 a b -1 2\nx",
        "preflight/4 a b 1 0 \nx", "preflight/4  a b 1 0\nx", "preflight/4 a b 1 0 0\nx",
        "preflight/4 ä b 1 0\nx", "preflight/4 a\tb 1 0\nx", "preflight/4 a b 1 0\r\nx",
        "preflight/4 a b 9223372036854775807 9223372036854775807\nx",
        "preflight/4 a b 18446744073709551616 0\nx",
    ])
    func `a frame of any other shape is an error`(_ text: String) {
        #expect(throws: WireError.self) { try Envelope(frame: Data(text.utf8)) }
    }

    @Test func `long headers, words and frames are errors`() {
        let long = String(repeating: "x", count: 65)
        for text in [
            "preflight/4 \(long) b 0 0\n", "preflight/4 a \(long) 0 0\n",
            String(repeating: "x", count: 1000) + "\n",
        ] {
            #expect(throws: WireError.self) { try Envelope(frame: Data(text.utf8)) }
        }
        let body = Data(count: Envelope.limit)
        #expect(throws: WireError.self) {
            try Envelope(
                frame: Envelope(kind: "a", session: Self.session, body: body).frame)
        }
    }

    @Test func `a slice of other data is read like data of its own`() throws {
        let envelope = Envelope(
            kind: "a", session: Self.session, body: Data("{}".utf8), payload: Data([0, 10]))
        let slice = (Data("before".utf8) + envelope.frame).dropFirst(6)
        #expect(try Envelope(frame: slice) == envelope)
    }

    @Test func `another version is named, and its header can be read`() throws {
        let frame = Data("preflight/9 worker.hello s what version 9 says\n{".utf8)
        let error = try #require(throws: WireError.self) { try Envelope(frame: frame) }
        #expect(error.description.contains("\"preflight/9\""))
        let header = try #require(FrameHeader(frame))
        #expect(header.kind == "worker.hello")
        #expect(header.session == SessionID("s"))
        #expect(header.rest == ["what", "version", "9", "says"])
    }
}

@Suite struct JSONDepthTests {
    @Test(arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]"), (" [\n", " ]")])
    func `brackets are counted, however deep`(_ opening: String, _ closing: String) throws {
        let level = opening.count { $0 == "[" || $0 == "{" }
        func read(_ depth: Int) throws {
            let text =
                String(repeating: opening, count: depth) + "[]"
                + String(repeating: closing, count: depth)
            _ = try CanonicalJSON.decode(Anything.self, from: Data(text.utf8))
        }
        try read(64 / level - 1)
        for depth in [65, 513, 100_000] {
            #expect(throws: WireError.self) { try read(depth) }
            let open = Data(String(repeating: opening, count: depth).utf8)
            #expect(throws: WireError.self) { try CanonicalJSON.decode([Int].self, from: open) }
        }
    }

    @Test func `brackets in strings and brackets that are closed do not count`() throws {
        let many = String(repeating: "[", count: 1000)
        for text in [
            "[\"\(many)\", \"\\\"\(many)\", \"\\\\\"]",
            "[" + String(repeating: "[],", count: 1000) + "1]",
        ] {
            _ = try CanonicalJSON.decode(Anything.self, from: Data(text.utf8))
        }
        #expect(throws: DecodingError.self) {
            try CanonicalJSON.decode(Anything.self, from: Data("\"\\\\\"\(many)".utf8))
        }
    }

    @Test func `UTF-16, whose strings could hide brackets, is refused`() {
        let text = "[\"\u{2200}\"" + String(repeating: "[", count: 600)
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16] {
            let bytes = text.data(using: encoding)!
            #expect(throws: (any Error).self) {
                try CanonicalJSON.decode(Anything.self, from: bytes)
            }
        }
    }

    @Test(arguments: [513, 100_000])
    func `a message of nested brackets is an error`(depth: Int) {
        let body = Data(String(repeating: "[", count: depth).utf8)
        let envelope = Envelope(kind: FromClient.Status.kind, session: SessionID("s"), body: body)
        #expect(throws: WireError.self) { try FromClient.Status(envelope) }
    }
}

@Suite struct ChoiceTests {
    @Test(arguments: [
        ("{\"finding\": []}", "unknown outcome \"finding\"; expected one of findings, trial"),
        ("{}", "expected one of findings, trial, probe, plan, failure"),
        ("{\"findings\": [], \"plan\": []}", "as an object of that one key"),
        ("\"findings\"", "the outcome \"findings\" lacks its value"),
        ("[]", "expected one of"), ("null", "expected one of"), ("7", "expected one of"),
    ])
    func `an unknown or missing tag is named with those that are known`(
        _ text: String, _ words: String
    ) throws {
        let error = try #require(throws: WireError.self) {
            try CanonicalJSON.decode(Outcome.self, from: Data(text.utf8))
        }
        #expect(error.description.contains(words), "\(error)")
    }

    @Test func `a bare tag takes no value`() throws {
        let error = try #require(throws: WireError.self) {
            try CanonicalJSON.decode(
                DataSpecification.Normalization.self, from: Data("{\"unit\": 1}".utf8))
        }
        #expect(error.description.contains("a word of its own"))
    }

    @Test func `what a message lacks is said in one line, with where it stands`() throws {
        func reason(_ body: String) throws -> String {
            let envelope = Envelope(
                kind: FromWorker.Beat.kind, session: SessionID("s"), body: Data(body.utf8))
            return try #require(throws: WireError.self) { try FromWorker.Beat(envelope) }
                .description
        }
        #expect(try reason("{}").contains("does not fit: it lacks \"running\""))
        #expect(
            try reason(#"{"running": [{"steps": 1}]}"#).contains("running.0 lacks \"attempt\""))
        #expect(try reason(#"{"running": 7}"#).contains("running is not of type"))
        #expect(try reason("{").contains("makes no sense"))
    }
}
