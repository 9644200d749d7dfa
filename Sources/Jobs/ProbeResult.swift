/// What one probe of a check measured, for the check's judge.
public struct ProbeResult: Hashable, Sendable, Codable {
    /// Numbers by the name that the check gives them.
    public var values: [String: [Double]]

    public init(values: [String: [Double]]) {
        self.values = values
    }
}
