import Foundation
import Jobs
import Synchronization

/// Small values of the vocabulary, made from names.
enum Sample {
    static let host = JobResult.Execution(
        host: "host", worker: "worker", slot: 0, seconds: 0, peakMemory: 0)

    static func hash(_ name: String) -> ContentHash { ContentHash(of: Data(name.utf8)) }

    static func attempt(_ name: String, _ number: Int = 1) -> AttemptID {
        AttemptID(job: JobID(run: RunID("00000001"), name: name), number: number)
    }

    static func assignment(
        _ name: String, file: String = "file", data: [String] = [], number: Int = 1
    ) -> Assignment {
        Assignment(
            attempt: attempt(name, number), job: PlannedJob(name: name),
            program: Program(name: "preflight", build: "1"), file: hash(file),
            data: data.map { BlobReference(path: $0, hash: hash($0), size: 8) }, seed: 1,
            numerics: "fused/1")
    }

    static func result(_ name: String, number: Int = 1) -> JobResult {
        JobResult(
            attempt: attempt(name, number), outcome: .findings([]), numerics: "fused/1",
            execution: host)
    }
}

/// What people were told.
final class Heard: Sendable {
    private let words = Mutex<[String]>([])

    func take(_ words: String) { self.words.withLock { $0.append(words) } }

    var list: [String] { words.withLock { $0 } }
    var all: String { list.joined(separator: "\n") }
}
