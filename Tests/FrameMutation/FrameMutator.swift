public import Foundation

/// Makes frames that nobody of ours would send out of real ones.
public struct FrameMutator: Sendable {
    /// One real frame of each message that has a golden file.
    public let corpus: [Data]
    private let kinds: [String]
    private let bodies: [[UInt8]]
    private let version: String
    private var mutator: TextMutator

    /// - Parameters:
    ///   - goldens: the folder with a JSON file for each message, named by its kind.
    ///   - speakers: those whose messages are wanted: `worker`, `client`, `coordinator`.
    public init(goldens: URL, speakers: [String], seed: UInt64) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: goldens.path).sorted()
        kinds = names.filter { name in
            speakers.contains { name.hasPrefix($0 + ".") } && name.hasSuffix(".json")
        }.map { String($0.dropLast(5)) }
        bodies = try kinds.map {
            Self.withoutSpace(try Data(contentsOf: goldens.appending(path: $0 + ".json")))
        }
        let sample = try Data(contentsOf: goldens.appending(path: "frame.txt"))
        let version = String(decoding: sample.prefix { $0 != 0x20 }, as: UTF8.self)
        self.version = version
        mutator = TextMutator(bodies, seed: seed)
        corpus = zip(kinds, bodies).map { kind, body in
            Self.frame(version, kind, body, payload: Array("a blob".utf8))
        }
    }

    /// The next frame; most of them have a sound header, so that their bodies are read.
    public mutating func next() -> Data {
        let index = mutator.dice.below(kinds.count)
        var body = bodies[index]
        let isOfAnother = mutator.dice.below(16) == 0
        let kind = isOfAnother ? mutator.dice.pick(kinds) : kinds[index]
        for _ in 0...mutator.dice.below(3) { mutator.mutate(&body) }
        let payload = Array("a blob".utf8.prefix(mutator.dice.below(7)))
        guard mutator.dice.below(8) == 0 else {
            return Self.frame(version, kind, body, payload: payload)
        }
        var frame = Array(Self.frame(version, kind, bodies[index], payload: payload))
        let end = (frame.firstIndex(of: 0x0A) ?? 0) + 1
        var header = Array(frame[..<end])
        mutator.mutate(&header)
        frame.replaceSubrange(..<end, with: header)
        return Data(frame)
    }

    /// Bytes that are no frame at all.
    public mutating func garbage() -> Data {
        var bytes: [UInt8] =
            switch mutator.dice.below(4) {
            // What a connection begins with, and then something else.
            case 0: [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0] + Array("NULL".utf8)
            case 1: [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1] + Array("CURVE".utf8)
            case 2: Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
            default: []
            }
        for _ in 0..<mutator.dice.below(40) {
            bytes.append(UInt8(truncatingIfNeeded: mutator.dice.next()))
        }
        return Data(bytes + next())
    }

    private static func frame(
        _ version: String, _ kind: String, _ body: [UInt8], payload: [UInt8]
    ) -> Data {
        let session = "00112233445566778899aabbccddeeff"
        let header = "\(version) \(kind) \(session) \(body.count) \(payload.count)\n"
        return Data(Array(header.utf8) + body + payload)
    }

    /// JSON on one line, as it travels.
    private static func withoutSpace(_ text: Data) -> [UInt8] {
        var isInString = false
        var isEscaped = false
        return text.filter { byte in
            defer { isEscaped = isInString && !isEscaped && byte == UInt8(ascii: "\\") }
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            return isInString || byte > 0x20
        }
    }
}
