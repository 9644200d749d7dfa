internal import Tensors

/// A network's layers with their output shapes, parameters, multiply-adds and memory for batches of
/// some size.
///
/// Bytes are those of 4-byte values, without what a pool of buffers rounds up.
public struct NetworkSummary: Hashable, Sendable, Encodable {
    public struct Row: Hashable, Sendable, Encodable {
        /// The layer's path in its network, such as `0` or `3.layers.1`.
        public let path: String
        /// The layer's type.
        public let kind: String
        /// How many rows the row stands in.
        public let depth: Int
        /// Of one row of the batch.
        public let outputShape: [Int]
        /// Numbers in the layer itself that training may change, frozen ones included. One that is
        /// shared counts where it stands first.
        public let parameters: Int
        /// Those that training does change.
        public let learned: Int
        /// For one row of the batch, forward; in a layer of other layers it is they that count.
        public let multiplyAdds: Int
        /// Bytes that a forward pass of one batch leaves for the derivative: the layer's output,
        /// if any derivative reads it, and what the layer keeps inside. That which a layer in this
        /// one put out or keeps counts there, and the last layer's output always counts.
        public let forwardMemory: Int
        /// Bytes of the gradients with respect to what the layer's operations put out, which live
        /// for a part of the backward pass, and to the learned parameters.
        public let backwardMemory: Int
    }

    /// A layer of other layers stands before those.
    public let rows: [Row]
    public let batchSize: Int
    /// Bytes of all parameters, running statistics included.
    public let weightMemory: Int
    /// Bytes of what an optimizer remembers.
    public let optimizerMemory: Int

    public let parameters: Int
    public let learned: Int
    /// For one row of the batch, forward; a training step takes about three times as many.
    public let multiplyAdds: Int
    public let forwardMemory: Int
    public let backwardMemory: Int
    /// Bytes of weights, activations, gradients and the optimizer's memory together.
    public let trainingMemory: Int

    /// Runs the network on a few rows of zeros to see its layers.
    ///
    /// - Parameters:
    ///   - inputShape: of one row.
    ///   - keptCount: how many numbers an optimizer remembers of a parameter of a shape.
    /// - Throws: ``ShapeError`` where the network can't take such an input.
    public init(
        _ network: Network, inputShape: [Int], batchSize: Int,
        keptCount: (_ shape: [Int]) -> Int = { _ in 0 }
    ) throws(ShapeError) {
        _ = try network.body.outputShape(for: inputShape)
        let activations = network.activations(.zeros([1] + inputShape))
        let outline = Outline(activations.map(\.path))
        let memory = LayerMemory(network, inputShape: inputShape, rows: batchSize)
        let owned = Dictionary(grouping: network.parameters.filter(\.parameter.isTrainable)) {
            outline.innermost(around: $0.name) ?? ""
        }
        var rows: [Row] = []
        for index in outline.order {
            let activation = activations[index]
            let own = owned[activation.path] ?? []
            let input = Array(activation.input.shape.dropFirst())
            let learned = own.filter(\.isLearned).total(\.parameter.count)
            rows.append(
                Row(
                    path: activation.path,
                    kind: String(describing: Swift.type(of: activation.layer)),
                    depth: outline.depth(of: activation.path),
                    outputShape: Array(activation.output.shape.dropFirst()),
                    parameters: own.total(\.parameter.count), learned: learned,
                    multiplyAdds: try outline.isContainer(activation.path)
                        ? 0 : activation.layer.multiplyAdds(for: input),
                    forwardMemory: memory.kept[index],
                    backwardMemory: memory.gradients[index] + 4 * learned))
        }
        self.rows = rows
        self.batchSize = batchSize
        weightMemory = 4 * network.parameters.total(\.parameter.count)
        optimizerMemory =
            4 * network.learned.reduce(0) { $0 + keptCount($1.parameter.shape) }
        parameters = rows.total(\.parameters)
        learned = rows.total(\.learned)
        multiplyAdds = rows.total(\.multiplyAdds)
        forwardMemory = rows.total(\.forwardMemory)
        backwardMemory = rows.total(\.backwardMemory)
        trainingMemory = weightMemory + forwardMemory + backwardMemory + optimizerMemory
    }
}

extension Sequence {
    /// The sum of a number of each element.
    fileprivate func total(_ number: KeyPath<Element, Int>) -> Int {
        reduce(0) { $0 + $1[keyPath: number] }
    }
}
