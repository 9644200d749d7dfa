import Experiments
import Foundation
import Randomness
import Testing

@Suite struct FuzzTests {
    /// Bytes that are likely to matter to a YAML reader.
    private static let spice =
        Array("{}[]:,-#&*!|>'\"%@`?$\n\t\r \\0e~".utf8) + [0, 0x80, 0xC3, 0xFF]

    @Test(arguments: [true, false])
    func `no mutated file is more than an error`(_ isTour: Bool) {
        let original = Array((isTour ? TourTests.tour : WrongFile.sound).utf8)
        var stream = RandomStream(RandomKey(key: 7, stream: UInt64(original.count)))
        var sound = 0
        for _ in 0..<3_000 {
            var bytes = original
            for _ in 0...stream.integer(below: 4) {
                let at = Int(stream.integer(below: UInt64(bytes.count)))
                let other = Int(stream.integer(below: UInt64(bytes.count)))
                switch stream.integer(below: 5) {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: stream.next())
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(Self.spice.randomElement(using: &stream)!, at: at)
                case 3: bytes[at] = Self.spice.randomElement(using: &stream)!
                default:
                    let part = bytes[min(at, other)..<min(max(at, other), min(at, other) + 40)]
                    bytes.insert(contentsOf: part, at: at)
                }
            }
            if (try? ExperimentFile(bytes: Data(bytes), path: "f")) != nil { sound += 1 }
        }
        #expect(sound > 10, "some mutations (of comments, say) leave a file sound")
        #expect(sound < 2_500)
    }

    @Test func `no prefix of a file is more than an error`() {
        let bytes = Array(TourTests.tour.utf8)
        for count in 0..<bytes.count {
            _ = try? ExperimentFile(bytes: Data(bytes[..<count]), path: "f")
        }
    }

    private static let bombs: [String: String] = [
        "brackets": String(repeating: "[", count: 100_000),
        "braces": String(repeating: "{a: ", count: 100_000),
        "dashes": String(repeating: "- ", count: 100_000),
        "indentation": (0..<2_000).map { String(repeating: " ", count: $0) + "a:" }
            .joined(separator: "\n"),
        "two MiB": String(repeating: "x", count: 2 << 20),
        "a byte order mark": "\u{FEFF}", "a document": "---", "its end": "...", "a zero": "\0",
        "a block scalar": "a: |\n  b", "a directive": "%YAML", "its own alias": "a: &a [*a]",
        "a complex key": "? &k [x]\n: 1",
        "aliases of aliases": aliases + "parameters: *j",
        "aliases of aliases as a key": aliases + "*j : 1",
        "aliases of aliases in a key": aliases + "[*j]: 1",
    ]

    /// Anchors that each repeat the one before three times: 80,000 values.
    private static let aliases =
        "a: &a [1, 1, 1, 1]\n"
        + zip("abcdefghi", "bcdefghij").map { "\($1): &\($1) [*\($0), *\($0), *\($0)]\n" }
        .joined()

    @Test(arguments: bombs.keys.sorted())
    func `nesting and aliases end in an error, and soon`(_ name: String) {
        #expect(messages(about: Self.bombs[name] ?? "").count >= 1)
    }

    @Test func `a byte order mark before the text is passed over`() throws {
        let url = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "../../examples/breast-cancer/mlp.yaml")
        let bytes = try Data(contentsOf: url)
        let marked = try ExperimentFile(bytes: Data([0xEF, 0xBB, 0xBF]) + bytes, path: "f")
        #expect(try marked.defaults == ExperimentFile(bytes: bytes, path: "f").defaults)
        #expect {
            try ExperimentFile(bytes: Data([0xEF, 0xBB, 0xBF]) + Data("modle: 1".utf8), path: "f")
        } throws: {
            "\($0)".contains("f:1:1: unknown key \"modle\"")
        }
    }

    @Test func `a file that is no text is said to be none`() {
        #expect {
            try ExperimentFile(bytes: Data([0x50, 0x4B, 0xFF]), path: "f")
        } throws: {
            "\($0)" == "f: the file is not UTF-8 text"
        }
    }
}
