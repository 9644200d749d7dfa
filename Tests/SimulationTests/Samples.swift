import Foundation
import Jobs

/// What the simulated jobs are made of.
enum Samples {
    static let program = Program(name: "preflight", build: "1")
    static let kind = "K"

    static func trial(_ accuracy: Double) -> Outcome {
        .trial(TrialResult(state: .completed, metrics: ["accuracy": accuracy], history: []))
    }

    static func failure(_ kind: Failure.Kind) -> Outcome {
        .failure(Failure(kind, "pid 4711 said so"))
    }

    static func bytes(_ value: some Encodable) -> Data {
        guard let bytes = try? CanonicalJSON.encode(value) else { fatalError("no JSON: \(value)") }
        return bytes
    }
}

/// A job of a workload, whatever number its run was given.
struct JobKey: Hashable, Comparable {
    /// The run's index in the workload.
    var run: Int
    var name: String

    static func < (left: JobKey, right: JobKey) -> Bool {
        (left.run, left.name) < (right.run, right.name)
    }
}
