/// When a training prunes its network, and how much, as ``PruningMasks`` has it.
public struct Pruning: Hashable, Sendable {
    /// The share of the weights that become 0.
    public let sparsity: Double
    /// The epochs before; the others train what is left.
    public let afterEpochs: Int
    /// Whether the smallest of all layers together go, or those of each layer.
    public let isGlobal: Bool

    /// Makes a rule; traps for a share outside of 0 ... 1 and for epochs below 0.
    public init(sparsity: Double, afterEpochs: Int, isGlobal: Bool = false) {
        if !(0...1).contains(sparsity) || afterEpochs < 0 {
            fatalError(
                "pruning takes a share in 0 ... 1 after 0 epochs or more, not \(sparsity) after "
                    + "\(afterEpochs)")
        }
        self.sparsity = sparsity
        self.afterEpochs = afterEpochs
        self.isGlobal = isGlobal
    }
}
