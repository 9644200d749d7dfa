public import Networks
package import Tensors

/// Which weights of a network are pruned: they are 0 and stay 0 through a training that is given
/// the masks.
public struct PruningMasks {
    /// 1 where a weight stays and 0 where it goes, in the order of the network's list; nil for
    /// parameters that are not pruned.
    package let values: [Tensor?]

    package init(values: [Tensor?]) {
        self.values = values
    }

    /// Chooses the weights of smallest magnitude: the share `sparsity` of each parameter's, or of
    /// all weights together where `isGlobal`. Biases and what belongs to a normalisation, that is
    /// parameters with one axis or none, are left alone, and so are frozen ones. Of equals at the
    /// border the first in order go.
    ///
    /// Source: S. Han et al., "Learning both weights and connections", NIPS 2015.
    public init(ofSmallest sparsity: Double, in network: Network, isGlobal: Bool = false) {
        if !(0...1).contains(sparsity) {
            fatalError("a sparsity is in 0 ... 1, not \(sparsity)")
        }
        let sizes = network.parameters.map { named in
            named.isLearned && named.parameter.value.rank > 1
                ? named.parameter.value.doubles.map { abs($0) } : nil
        }
        let pruned =
            isGlobal
            ? Self.smallest(sparsity, of: sizes)
            : sizes.flatMap { Self.smallest(sparsity, of: [$0]) }
        values = zip(network.parameters, pruned).map { named, mask in
            mask.map {
                Tensor($0, shape: named.parameter.value.shape, type: named.parameter.value.type)
            }
        }
    }

    /// The masks of the weights that are 0 already.
    public init(ofZerosIn network: Network) {
        values = network.parameters.map { named in
            let value = named.parameter.value
            guard named.isLearned, value.rank > 1 else { return nil }
            return Tensor(
                value.doubles.map { $0 == 0 ? 0 : 1 }, shape: value.shape, type: value.type)
        }
    }

    private static func smallest(_ share: Double, of sizes: [[Double]?]) -> [[Double]?] {
        let all = sizes.enumerated().flatMap { part, values in
            (values ?? []).enumerated().map { (size: $1, part: part, position: $0) }
        }
        var masks = sizes.map { $0.map { [Double](repeating: 1, count: $0.count) } }
        let order = all.indices.sorted { (all[$0].size, $0) < (all[$1].size, $1) }
        for index in order.prefix(Int((share * Double(all.count)).rounded())) {
            masks[all[index].part]?[all[index].position] = 0
        }
        return masks
    }

    /// The share of 0 among the weights of the parameters that are pruned; 0 without any.
    public var sparsity: Double {
        let counts = values.compactMap { $0 }.map { (left: $0.sum().item(), all: $0.count) }
        let all = counts.reduce(0) { $0 + $1.all }
        return all == 0 ? 0 : 1 - counts.reduce(0) { $0 + $1.left } / Double(all)
    }

    /// Sets the pruned weights to 0.
    public func apply(to network: Network) {
        if values.count != network.parameters.count {
            fatalError(
                "masks of \(values.count) parameters don't fit \(network.parameters.count)")
        }
        for (named, mask) in zip(network.parameters, values) {
            guard let mask else { continue }
            named.parameter.value = named.parameter.value * mask
        }
    }
}
