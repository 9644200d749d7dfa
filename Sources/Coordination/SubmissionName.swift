/// Tells submissions apart: the same of the same owner is the same run.
package struct SubmissionName: Hashable, Sendable {
    package var owner: String
    package var id: String

    package init(owner: String, id: String) {
        self.owner = owner
        self.id = id
    }
}
