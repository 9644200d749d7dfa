import Foundation

/// What `execution.json` says of a run's jobs.
struct ExecutionFile: Decodable {
    struct Job: Decodable {
        struct Failure: Decodable {
            var kind: String
            var message: String

            /// Whether the attempt was handed out and never came to its worker.
            var neverBegan: Bool { message.hasSuffix("its worker lost it on the way") }
        }

        var name: String
        var attempts: Int
        var failures: [Failure]
    }

    var jobs: [Job]

    init(_ answer: Preflight.Answer) throws {
        self = try JSONDecoder().decode(Self.self, from: answer.file("execution.json"))
    }

    /// Jobs that were begun more than once.
    var repeated: [Job] {
        jobs.filter { job in
            job.attempts != 1 + job.failures.count || !job.failures.allSatisfy(\.neverBegan)
        }
    }
}
