import Foundation
import Testing

/// Compares text with a file under `Goldens`. With `PREFLIGHT_RECORD_GOLDENS=1` in the environment
/// it writes the file instead, and fails, so that no recording run passes for a test.
enum Golden {
    static func expect(_ text: String, is name: String, path: String = #filePath) throws {
        let file = URL(filePath: path).deletingLastPathComponent()
            .appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["PREFLIGHT_RECORD_GOLDENS"] == "1" {
            try Data((text + "\n").utf8).write(to: file)
            Issue.record("recorded \(name): run again without PREFLIGHT_RECORD_GOLDENS")
            return
        }
        let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text + "\n" == golden, "\(name) differs")
    }
}
