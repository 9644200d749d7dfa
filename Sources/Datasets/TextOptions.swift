/// How text becomes ids and targets.
public struct TextOptions: Hashable, Sendable {
    /// What an id stands for.
    public enum Tokens: String, Hashable, Sendable, CaseIterable {
        /// A Unicode scalar.
        case characters
        /// A run of letters and signs between spaces; the end of a line is a token of its own.
        case words
    }

    /// What is to be told.
    public enum Goal: String, Hashable, Sendable, CaseIterable {
        /// At each position the token that comes next.
        case nextToken = "next-token"
        /// The label of a line that reads `label`, a tab, `text`.
        case lineLabel = "line-label"
    }

    public var tokens: Tokens
    public var goal: Goal
    /// The tokens of one row.
    public var length: Int

    public init(tokens: Tokens = .characters, goal: Goal = .nextToken, length: Int) {
        self.tokens = tokens
        self.goal = goal
        self.length = length
    }
}
