/// What one probe of a check measured, for the check's judge.
public struct ProbeResult: Hashable, Sendable, Codable {
    /// Numbers by the name that the check gives them.
    public var values: [String: [Double]]
    /// Sentences by the same names, where numbers do not tell all.
    public var words: [String: String]?

    public init(values: [String: [Double]], words: [String: String]? = nil) {
        self.values = values
        self.words = words
    }
}
