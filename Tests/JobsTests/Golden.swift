import Foundation
import Jobs
import Testing

/// A value of the vocabulary whose bytes are written down.
struct GoldenSample: Sendable, CustomTestStringConvertible {
    let name: String
    /// Checks the value against its file.
    let check: @Sendable () throws -> Void
    /// Holds its bytes to be Foundation's.
    let sameBytes: @Sendable () throws -> Void
    /// Its bytes.
    let bytes: @Sendable () throws -> Data
    /// What is wrong with the reading of other bytes as its type.
    let complaint: @Sendable (Data) -> String?

    var testDescription: String { name }

    init<Value: Codable & Equatable & Sendable>(_ name: String, _ value: Value) {
        self.name = name
        check = { try Golden.expect(value, in: "\(name).json") }
        sameBytes = { try FoundationJSON.expectSame(value) }
        bytes = { try CanonicalJSON.encode(value) }
        complaint = { JSONJudge.complaint(Value.self, $0) }
    }

    init<Body: Message>(_ message: Body) { self.init(Body.kind, message) }
}

/// Compares values with the files under `Goldens`. With `PREFLIGHT_RECORD_GOLDENS=1` in the
/// environment it writes them instead, and fails, so that no recording run passes for a test.
enum Golden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Goldens")

    static func expect<Value: Codable & Equatable>(_ value: Value, in name: String) throws {
        let bytes = try CanonicalJSON.encodePretty(value)
        try expect(bytes, in: name)
        let golden = try Data(contentsOf: folder.appending(path: name))
        let read = try CanonicalJSON.decode(Value.self, from: golden)
        // A value that holds NaN is equal to none, but its bytes are.
        #expect(read == value || golden.range(of: Data("\"NaN\"".utf8)) != nil)
        #expect(try CanonicalJSON.encodePretty(read) == bytes)
    }

    static func expect(_ bytes: Data, in name: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["PREFLIGHT_RECORD_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try bytes.write(to: file)
            Issue.record("recorded \(name): run again without PREFLIGHT_RECORD_GOLDENS")
            return
        }
        let golden = try Data(contentsOf: file)
        #expect(bytes == golden, "\(name): found \(String(decoding: bytes, as: UTF8.self))")
    }
}
