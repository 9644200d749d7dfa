/// Tells submissions apart: the same of the same owner is the same run.
struct SubmissionName: Hashable, Sendable {
    var owner: String
    var id: String
}
