/// How many values one output of a layer is computed from, and how many one input reaches.
public struct Fans: Hashable, Sendable {
    /// Values that one output is computed from.
    public var incoming: Int
    /// Outputs that one input reaches.
    public var outgoing: Int

    /// Makes the fans of a layer.
    public init(incoming: Int, outgoing: Int) {
        self.incoming = incoming
        self.outgoing = outgoing
    }
}
