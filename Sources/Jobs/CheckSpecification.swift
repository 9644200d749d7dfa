/// What an experiment file says of one check.
public struct CheckSpecification: Hashable, Sendable, Codable {
    /// Whether the check is left out, unless it is asked for by its name.
    public var isOff: Bool
    /// The thresholds by their names in the file.
    public var thresholds: [String: ParameterValue]

    public init(isOff: Bool = false, thresholds: [String: ParameterValue] = [:]) {
        self.isOff = isOff
        self.thresholds = thresholds
    }
}
