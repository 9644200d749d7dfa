import Foundation
import Jobs
import Reports
import Testing

struct WordsTests {
    @Test(arguments: [
        (0, "0"), (-0.0, "0"), (1, "1"), (1_234_567, "1234567"), (0.97123, "0.9712"), (0.5, "0.5"),
        (-0.41, "-0.41"), (999.96, "1000"), (12.3456, "12.35"), (3.2e-5, "3.2e-5"),
        (0.001, "0.001"), (0.00123456, "0.001235"), (123456.7, "1.235e5"), (1e300, "1e300"),
        (.nan, "NaN"), (.infinity, "Infinity"), (-.infinity, "-Infinity"), (-1.263e-6, "-1.263e-6"),
    ])
    func `numbers have four digits that matter`(value: Double, words: String) {
        #expect(Figure.text(value) == words)
    }

    @Test func `every number is ASCII and reads back`() throws {
        for exponent in -300...307 {
            for mantissa in [1, -1.2626262, 9.9996, -7] {
                let value = mantissa * pow(10, Double(exponent))
                let text = Figure.text(value)
                #expect(text.utf8.allSatisfy { $0 < 128 }, "\(text)")
                let found = try #require(Double(text))
                #expect(abs(found - value) <= 5.1e-4 * abs(value), "\(text)")
            }
        }
        #expect(Figure.text(ParameterValue.integer(.min)) == "\(Int.min)")
        for scale in [Scale(covering: [-3e-9, 2e-9]), Scale(covering: [-4e7, 4e7])] {
            #expect(scale.ticks.allSatisfy { Double($0.label) != nil }, "\(scale.ticks)")
        }
    }

    @Test func `units, bytes and seconds read as people say them`() {
        #expect(Figure.text(2.303, unit: "nats") == "2.303 nats")
        #expect(Figure.text(100, unit: "%") == "100%")
        #expect(
            [1, 512, 493_721, 2_000_000].map(Figure.bytes) == [
                "1 byte", "512 bytes", "482 KiB", "1.9 MiB",
            ])
        #expect(
            [0.04, 9.96, 59.4, 200, 7500].map(Figure.seconds) == [
                "0.0 s", "10 s", "59 s", "3 min 20 s", "2 h 05 min",
            ])
        #expect(Figure.seconds(.nan) == "?" && Figure.seconds(-1) == "?")
    }

    @Test(arguments: [
        ("abc", 3), ("数字", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("✓", 1), ("❤️", 2), ("ｆ", 2),
        ("한글", 4), ("", 0), ("\u{200B}", 0),
    ])
    func `words take the columns that a terminal gives them`(text: String, width: Int) {
        #expect(TextWidth.of(text) == width)
    }

    @Test func `words wrap at spaces, and within a word only where it is too long`() {
        #expect(TextWidth.wrapped("one two three", width: 8) == ["one two", "three"])
        #expect(TextWidth.wrapped("a longestword b", width: 5) == ["a", "longe", "stwor", "d b"])
        #expect(TextWidth.wrapped("数字数字", width: 5) == ["数字", "数字"])
        #expect(TextWidth.wrapped("", width: 5) == [""])
        #expect(TextWidth.wrapped("one\ntwo", width: 20) == ["one", "two"])
        #expect(TextWidth.cut("数字数字", to: 5) == "数字…")
        #expect(
            TextWidth.padded("数", to: 4) == "数  "
                && TextWidth.padded("7", to: 3, toRight: true) == "  7")
    }

    @Test(
        arguments: [
            ([1, 2, 3, 4, 5, 6, 7, 8], 8, "▁▂▃▄▅▆▇█"), ([5, 5, 5], 9, "▄▄▄"), ([], 5, ""),
            ([0, .nan, 1], 3, "▁ █"), ([.nan], 3, " "), ([0, 9, 1, 1], 2, "█▁"),
            ([.leastNonzeroMagnitude, 0], 4, "▄▄"), ([1.7e308, -1.7e308], 4, "█▁"),
        ] as [([Double], Int, String)])
    func `a sparkline shows values between their extremes`(
        values: [Double], width: Int, text: String
    ) {
        #expect(Sparkline.text(values, width: width) == text)
    }
}
