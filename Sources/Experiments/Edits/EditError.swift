/// Why edits do not fit an experiment: which one, where, what was found and what is allowed.
public struct EditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The edit that is to blame, such as `remove layer 3`; nil where several were made at once and
    /// what came of them is judged.
    public let edit: String?
    /// Where in the experiment file's structure, such as `model[2].conv2d.kernel`; empty for the
    /// whole.
    public let path: String
    /// What was found and what is allowed.
    public let message: String

    public var description: String {
        let who = edit.map { "the edit \"\($0)\" does not fit" } ?? "the edits do not fit"
        return path.isEmpty ? "\(who): \(message)" : "\(who): \(path): \(message)"
    }
}
