/// How many values one output of a layer is computed from, and how many one input reaches.
public struct Fans: Hashable, Sendable {
    public var incoming: Int
    public var outgoing: Int

    public init(incoming: Int, outgoing: Int) {
        self.incoming = incoming
        self.outgoing = outgoing
    }
}
