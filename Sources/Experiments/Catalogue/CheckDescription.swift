public import Jobs

/// What an experiment file may say of one check, as the checks describe themselves to the parser,
/// which does not know them.
public struct CheckDescription: Sendable {
    public let name: String
    /// What the check verifies, in a few words.
    public let summary: String
    public let thresholds: [ThresholdDescription]

    public init(name: String, summary: String, thresholds: [ThresholdDescription]) {
        self.name = name
        self.summary = summary
        self.thresholds = thresholds
    }
}

/// One number that a check judges by.
public struct ThresholdDescription: Sendable {
    /// The values that a file may give it.
    public enum Allowed: Sendable {
        case number(NumberRange)
        case integer(ClosedRange<Int>)
    }

    public let name: String
    /// What it means, in a few words.
    public let meaning: String
    public let allowed: Allowed
    /// What holds where the file says nothing.
    public let standard: ParameterValue

    public init(name: String, meaning: String, allowed: Allowed, standard: ParameterValue) {
        self.name = name
        self.meaning = meaning
        self.allowed = allowed
        self.standard = standard
    }
}
