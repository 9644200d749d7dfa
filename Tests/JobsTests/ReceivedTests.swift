import Jobs
import Testing

/// What comes from another side is bounded before it is used or shown.
@Suite struct ReceivedTests {
    @Test(arguments: [
        (1e300, 3600.0), (.infinity, 3600), (3600, 3600), (2.5, 2.5), (0.1, 0.1), (0, 0.1),
        (-1e300, 0.1), (-.infinity, 0.1), (.nan, 1),
    ])
    func `a beat interval is between a tenth of a second and an hour`(
        said: Double, taken: Double
    ) {
        #expect(ToWorker.Welcome(beatInterval: said).interval == .seconds(taken))
    }

    @Test(arguments: [
        ("plain, with ä and 漢", "plain, with ä and 漢"),
        ("a\u{1B}[31mb\nc\rd\u{7}", #"a\u{1B}[31mb\u{A}c\u{D}d\u{7}"#),
        ("right\u{202E}left\u{2028}", #"right\u{202E}left\u{2028}"#),
        ("\u{9B}x\u{0}", #"\u{9B}x\u{0}"#),
    ])
    func `a terminal is shown no control characters`(text: String, shown: String) {
        #expect(text.printable() == shown)
    }

    @Test func `what is too long is cut`() {
        #expect("abcdef".printable(limit: 3) == "abc…")
        #expect("abc".printable(limit: 3) == "abc")
    }
}
