import Foundation
import Jobs
import Randomness
import Testing

/// The bytes are Foundation's, which earlier releases wrote.
@Suite struct JSONEncodingTests {
    @Test(arguments: GoldenTests.fromOthers + GoldenTests.fromCoordinator + GoldenTests.values)
    func `the bytes of every message and value are Foundation's`(_ sample: GoldenSample) throws {
        try sample.sameBytes()
    }

    @Test func `doubles are Foundation's digits`() throws {
        var numbers: [Double] = [
            0, -0.0, 1, -1, 0.1, 1e-5, 1e-4, 1e15, 1e16, 1e17, 1e21, 1e22, 123_456_789, .pi,
            .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, .ulpOfOne,
            .nan, .signalingNaN, .infinity, -.infinity, 0x1p53, 0x1p53 - 1, 0x1p53 + 2, -0x1p53,
            0x1p54, 0x1p63, -0x1p63, 0x1p64, 1 / 3, 2.5, 100, 1e2 / 3,
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            numbers.append(Double(bitPattern: generator.next()))
            numbers.append(Double.random(in: -1000...1000, using: &generator))
            numbers.append((Double.random(in: -1e6...1e6, using: &generator) * 100).rounded() / 100)
            numbers.append(Double(Int64.random(in: .min ... .max, using: &generator)))
        }
        try FoundationJSON.expectSame(numbers)
        try FoundationJSON.expectSame(numbers.map { Float($0) })
        try FoundationJSON.expectSame(numbers.map { [$0] })
    }

    @Test func `whole numbers of every width are Foundation's digits`() throws {
        try FoundationJSON.expectSame([Int.min, .max, 0, -1, 9, 10, 99, 100, 1_000_000_007])
        try FoundationJSON.expectSame([UInt64.min, .max])
        try FoundationJSON.expectSame(Widths())
        try FoundationJSON.expectSame([Widths()])
    }

    @Test func `texts are escaped as Foundation escapes them`() throws {
        let scalars = (0...0x2FF).compactMap(Unicode.Scalar.init)
        try FoundationJSON.expectSame(scalars.map { "a\($0)b" })
        try FoundationJSON.expectSame(scalars.map(String.init).joined())
        try FoundationJSON.expectSame("")
        try FoundationJSON.expectSame("/ \u{2028} 漢 \u{1F600} \u{7F} e\u{301} \u{0}")
    }

    @Test func `keys stand in the order of their UTF-8 bytes`() throws {
        let keys = [
            "", "a", "B", "b", "A", "10", "2", "1", "_", "-", "ä", "z", "漢", "\u{1F600}", "aa",
            "a\"", "a\\", "a\n", "a\u{1}", "a\u{1F}", "a#", "a!", "a]", "a[", "\u{FFFD}", "\u{7F}",
        ]
        try FoundationJSON.expectSame(
            Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) }))
        try FoundationJSON.expectSame(
            Dictionary(uniqueKeysWithValues: keys.map { ($0, 0.5) }))
        for count in [1, 23, 24, 25, 26, 500] {
            let many = (0..<count).map { ("\($0 * 7919 % 1009)", [$0: "\($0)"]) }
            try FoundationJSON.expectSame(Dictionary(uniqueKeysWithValues: many))
        }
    }

    @Test func `dictionaries of other keys are written as Foundation writes them`() throws {
        enum Word: String, Codable, CodingKeyRepresentable { case one, two, three }
        enum Plain: String, Codable { case one, two, three }
        try FoundationJSON.expectSame([Word.two: 2, .one: 1, .three: 3])
        try FoundationJSON.expectSame([Plain.two: [2]])
        try FoundationJSON.expectSame([3: "c", -1: "a", 20: "b"])
        try FoundationJSON.expectSame([0.5: true])
    }

    @Test func `optional and empty values are Foundation's`() throws {
        try FoundationJSON.expectSame([1, nil, 3] as [Int?])
        try FoundationJSON.expectSame(["a": nil, "b": ["c": nil]] as [String: [String: Int?]?])
        try FoundationJSON.expectSame([[String]]())
        try FoundationJSON.expectSame([[], [[]]] as [[[Int]]])
        try FoundationJSON.expectSame([String: Double]())
        try FoundationJSON.expectSame([[String: [Int]]]())
        try FoundationJSON.expectSame(["a": [String: Int]()])
        try FoundationJSON.expectSame(Data([0, 1, 2, 253, 254, 255]))
        try FoundationJSON.expectSame([Date(timeIntervalSinceReferenceDate: 0.25)])
    }

    @Test func `what the format has no form of is an error`() {
        #expect(throws: EncodingError.self) {
            try CanonicalJSON.encode([URL(filePath: "/tmp")])
        }
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(["a": Decimal(1)]) }
    }
}

/// A whole number of each width.
private struct Widths: Codable {
    var a = Int8.min
    var b = Int16.min
    var c = Int32.min
    var d = Int64.min
    var e = UInt8.max
    var f = UInt16.max
    var g = UInt32.max
    var h = UInt64.max
    var i = UInt.max
    var j = Float(0.1)
}
