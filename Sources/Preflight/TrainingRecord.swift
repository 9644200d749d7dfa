internal import Foundation
internal import Jobs

/// What `preflight train` writes beside the weights: of what the training is, and its course so
/// far. The same training gives the same bytes.
struct TrainingRecord: Codable, Hashable {
    enum State: String, Codable {
        case unfinished
        case completed
        /// Early stopping ended it.
        case stopped
        case infeasible
    }

    var schema = "preflight.training/1"
    let experiment: String
    /// The contents of the experiment file and of its data.
    let file: ContentHash
    let data: [BlobReference]
    let seed: UInt64
    let version: String
    let numerics: String
    var state = State.unfinished
    /// Why and where an infeasible training ended.
    var reason: String?
    var history: [TrialResult.Epoch] = []
    /// The last epoch's.
    var metrics: [String: Double] { history.last?.metrics ?? [:] }

    /// What keeps a training of `other` from going on where this one is; nil where nothing does.
    func objection(to other: TrainingRecord) -> String? {
        if file != other.file { return "the experiment file is another than it was then" }
        if data != other.data { return "the data are others than they were then" }
        if version != other.version { return "preflight \(version) began it" }
        if seed != other.seed { return "its seed was \(seed), not \(other.seed)" }
        if numerics != other.numerics {
            return "it ran with the numerics \(numerics), not \(other.numerics)"
        }
        return nil
    }
}
