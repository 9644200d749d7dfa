/// When and how much of the weights a training prunes.
public struct PruningSpecification: Hashable, Sendable, Codable {
    /// The share of the weights that become 0 and stay so.
    public var sparsity: Double
    /// The epochs before; nil for half of all.
    public var afterEpochs: Int?
    /// Whether the smallest of all layers together go, or those of each layer.
    public var isGlobal: Bool

    public init(sparsity: Double, afterEpochs: Int? = nil, isGlobal: Bool = false) {
        self.sparsity = sparsity
        self.afterEpochs = afterEpochs
        self.isGlobal = isGlobal
    }
}
