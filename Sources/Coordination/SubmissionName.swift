/// Tells submissions apart: the same of the same owner is the same run.
package struct SubmissionName: Hashable, Sendable {
    package var owner: String
    package var id: String

    package init(owner: String, id: String) {
        self.owner = owner
        self.id = id
    }

    /// Whose turn a run of this owner takes, and whose limits it counts towards: sessions that
    /// nobody can tell from each other have one account together.
    static func account(of owner: String?) -> String {
        guard let owner else { return "" }
        return owner.hasPrefix("session ") ? "session" : owner
    }
}
