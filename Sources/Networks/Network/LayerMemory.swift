internal import Randomness
internal import Tensors

/// Bytes that the layers of a network hold in a training step, in the order in which they ran.
///
/// Found by recording a forward pass over zeros in training mode; running statistics stay as they
/// were.
struct LayerMemory {
    /// What the forward pass leaves for the derivative: of what a layer put out the part that any
    /// derivative reads, and what its operations keep beside that. The batch itself and the
    /// parameters are not in it; the network's output is.
    private(set) var kept: [Int]
    /// The gradients with respect to what the layer's operations put out.
    private(set) var gradients: [Int]

    /// For `rows` rows: every size grows evenly with them, so few rows tell.
    init(_ network: Network, inputShape: [Int], rows: Int) {
        let two = LayerMemory(network, [2] + inputShape)
        let three = LayerMemory(network, [3] + inputShape)
        func extended(_ sizes: KeyPath<LayerMemory, [Int]>) -> [Int] {
            zip(two[keyPath: sizes], three[keyPath: sizes]).map { $0 + (rows - 2) * ($1 - $0) }
        }
        kept = extended(\.kept)
        gradients = extended(\.gradients)
    }

    private init(_ network: Network, _ shape: [Int]) {
        let own = network.snapshot()
        defer { network.restore(own) }
        (kept, gradients) = withTape {
            let input = Tensor.zeros(shape)
            let activations = network.activations(
                input, mode: .training(RandomKey(key: 0, stream: 0)))
            return Self.sizes(activations, apart: [input] + own.values)
        }
    }

    /// Gives every piece of memory to the layer that put it out, else to that which saved it.
    private static func sizes(
        _ activations: [Activation], apart: [Tensor]
    ) -> (kept: [Int], gradients: [Int]) {
        var kept = activations.map { _ in 0 }
        var gradients = kept
        let owners = Dictionary(
            activations.enumerated().map { ($1.output.storage, $0) },
            uniquingKeysWith: { first, _ in first })
        var seen = Set(apart.map(\.storage))
        func keep(_ tensor: Tensor, _ index: Int) {
            guard seen.insert(tensor.storage).inserted else { return }
            kept[owners[tensor.storage] ?? index] += tensor.bytes
        }
        let operations = RecordedOperation.ofOpenTape
        var done = 0
        for (index, activation) in activations.enumerated() {
            let end = max(done, RecordedOperation.count(through: activation.output))
            for operation in operations[done..<end] {
                gradients[index] += operation.resultBytes
                for tensor in operation.saved { keep(tensor, index) }
            }
            done = end
        }
        if let last = activations.last { keep(last.output, activations.count - 1) }
        return (kept, gradients)
    }
}
