import Foundation
import Jobs
import Testing

/// What is read is what Foundation read, in earlier releases.
@Suite struct JSONDecodingTests {
    static let literals = [
        "0", "-0", "1", "-1", "127", "128", "255", "256", "-128", "-129", "65536", "1.0", "1.5",
        "-0.0",
        "1e2", "1E2", "1e+2", "100e-2", "1e-2", "0.0000", "12.50e1", "12.5e1", "1e18", "1e19",
        "1e20",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616",
        "1.8014398509481984e+16", "9007199254740993", "1e16", "1000000000000000000000", "1e400",
        "-1e400", "1e-400", "5e-324", "1.7976931348623157e308", "1.7976931348623159e308",
        "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"nan\"", "\"N\\u0061N\"", "true", "false",
        "null",
        "\"\"", "\"a\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\"", "\"\\ud83d\\ude00\"",
        "\"é\u{1F600}\"",
        "[]", "{}", "[1]", "[1,2.5]", "[1,]", "[null]", "[\"a\",\"b\"]", "{\"a\":1}", "{\"a\":1,}",
        "{\"a\":null}",
        "{\"a\":1,\"a\":2}", "{\"b\":1,\"a\":2,\"b\":3}", "{\"\\u0061\":1,\"a\":2}",
        "{\"1\":1,\"-2\":2}",
        "{\"\u{E9}\":1,\"e\u{301}\":2}", " \t\r\n1 \t\r\n", "\u{FEFF}1", "[[1],[]]",
        "{\"a\":[1,2]}",
    ]

    static let faults = [
        "", " ", "01", "-01", "-", "+1", ".5", "1.", "1.e1", "1e", "1e+", "1a", "0x1", "1 2", "1,",
        "tru",
        "truE", "nul", "falsey", "nan", "NaN", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\n\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"",
        "\"\\ud83d\\ud83d\"",
        "\"a\nb\"", "\"\u{1F}\"", "[", "]", "[,]", "[1 2]", "[1,,2]", "[1", "[1,", "{", "}",
        "{1:2}",
        "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{,}", "{\"a\":1,,}", "{\"a\":1",
        "[1]]",
        "{\"a\":1}}", "[1}", "{\"a\":1]", "/**/1", "'a'", "\u{2028}1", "1\u{0}", "\u{0}",
        "[\"\u{0}\"]",
    ]

    @Test(arguments: literals)
    func `a value of any kind is read as Foundation reads it, and as every type`(
        _ text: String
    ) {
        let bytes = Data(text.utf8)
        for judge in Self.judges {
            let complaint = judge(bytes)
            #expect(complaint == nil, "\(text): \(complaint ?? "")")
        }
    }

    @Test(arguments: faults)
    func `what is no JSON is refused, whatever is asked for`(_ text: String) {
        for judge in Self.judges { #expect(judge(Data(text.utf8)) == nil, "\(text)") }
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode(Anything.self, from: Data(text.utf8))
        }
        // Neither as the part of a message that nobody reads.
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode(Anything.self, from: Data("{\"x\":\(text) ,\"y\":2}".utf8))
        }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80],
            [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE2, 0x28, 0xA1], [0xF0, 0x28, 0x8C, 0xBC],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are refused`(_ wrong: [UInt8]) {
        for (before, behind) in [
            ("\"", "\""), ("\"a\\n", "b\""), ("[\"é", "é\"]"), ("{\"", "\":1}"),
        ] {
            let bytes = Data(before.utf8) + wrong + Data(behind.utf8)
            #expect(throws: (any Error).self) {
                try CanonicalJSON.decode(Anything.self, from: bytes)
            }
        }
    }

    @Test func `every character is read, as itself and escaped`() throws {
        var scalars = (1...0x10FFFF).compactMap(Unicode.Scalar.init).filter { $0.value % 61 == 0 }
        scalars += [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF]
            .compactMap(Unicode.Scalar.init)
        let text = String(String.UnicodeScalarView(scalars))
        #expect(try CanonicalJSON.decode(String.self, from: CanonicalJSON.encode(text)) == text)
        let escaped = text.utf16.map { String(format: "\\u%04X", $0) }.joined()
        #expect(try CanonicalJSON.decode(String.self, from: Data("\"\(escaped)\"".utf8)) == text)
    }

    @Test func `doubles are the nearest ones, however many digits they have`() throws {
        var dice = JSONMutation(seed: 11)
        var texts: [String] = []
        for _ in 0..<20_000 {
            let number = Double(bitPattern: dice.next())
            let digits = dice.next() >> UInt64.random(in: 0..<64, using: &dice)
            let exponent = Int.random(in: -40...40, using: &dice)
            texts += [
                "\(digits)e\(exponent)", "\(digits).\(dice.next())e\(exponent)", "0.000\(digits)",
                "-\(Double.random(in: 0..<1, using: &dice))", "\(digits)00000.0",
            ]
            guard number.isFinite else { continue }
            // Half way between two doubles, and a digit beyond it.
            let half = String(
                format: "%.780g", (number.significand + number.significand.nextUp) / 2)
            texts += ["\(number)", String(format: "%.17g", number), half, half + "1"]
        }
        // All 64 bits of a quotient or a product, and exact halves: what rounding goes by.
        for _ in 0..<60_000 {
            let exponent = Int.random(in: -27...27, using: &dice)
            texts.append("\(dice.next() >> 1)e\(exponent)")
            let half = UInt64.random(in: 1 << 53..<1 << 54, using: &dice) | 1
            texts.append("\(half)")
            texts.append("\(half * 125)e-3")
        }
        for text in texts {
            guard let wanted = Double(text), wanted.isFinite, wanted != 0 else { continue }
            let found = try CanonicalJSON.decode(Double.self, from: Data(text.utf8))
            #expect(found == wanted, "\(text)")
        }
    }

    private static let judges: [@Sendable (Data) -> String?] = [
        { JSONJudge.complaint(Int.self, $0) }, { JSONJudge.complaint(Int8.self, $0) },
        { JSONJudge.complaint(Int16.self, $0) }, { JSONJudge.complaint(Int32.self, $0) },
        { JSONJudge.complaint(Int64.self, $0) }, { JSONJudge.complaint(UInt.self, $0) },
        { JSONJudge.complaint(UInt8.self, $0) }, { JSONJudge.complaint(UInt16.self, $0) },
        { JSONJudge.complaint(UInt32.self, $0) }, { JSONJudge.complaint(UInt64.self, $0) },
        { JSONJudge.complaint(Double.self, $0) }, { JSONJudge.complaint(Float.self, $0) },
        { JSONJudge.complaint(Bool.self, $0) }, { JSONJudge.complaint(String.self, $0) },
        { JSONJudge.complaint(Int?.self, $0) }, { JSONJudge.complaint([Int].self, $0) },
        { JSONJudge.complaint([Double].self, $0) }, { JSONJudge.complaint([String?].self, $0) },
        { JSONJudge.complaint([String].self, $0) }, { JSONJudge.complaint([[UInt8]].self, $0) },
        { JSONJudge.complaint([String: Int].self, $0) },
        { JSONJudge.complaint([String: Double].self, $0) },
        { JSONJudge.complaint([Int: Int].self, $0) }, { JSONJudge.complaint(Data.self, $0) },
        { JSONJudge.complaint(ParameterValue.self, $0) },
        { JSONJudge.complaint(SettingValue.self, $0) },
        { JSONJudge.complaint([String: ParameterValue].self, $0) },
        { JSONJudge.complaint([String: [Int]?].self, $0) },
    ]
}

/// Takes every JSON, and looks into nothing.
struct Anything: Codable {}
