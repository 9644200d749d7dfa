/// A curve, bars or a cloud of points that a report draws.
public struct Series: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case line, bar, scatter
    }

    public var name: String
    public var kind: Kind
    public var xLabel: String
    public var yLabel: String
    /// Positions; for bars with words under them, 0, 1, 2, ….
    public var x: [Double]
    public var y: [Double]
    /// Words for the positions, such as layer names; empty where the numbers speak.
    public var ticks: [String]

    public init(
        name: String, kind: Kind, xLabel: String, yLabel: String, x: [Double], y: [Double],
        ticks: [String] = []
    ) {
        self.name = name
        self.kind = kind
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.x = x
        self.y = y
        self.ticks = ticks
    }
}
