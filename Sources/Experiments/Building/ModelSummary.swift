public import Jobs
internal import Networks

/// A network's layers with their output shapes, parameters and memory.
public struct ModelSummary: Sendable {
    public struct Row: Hashable, Sendable {
        public var name: String
        public var kind: String
        /// Of one example: `[features]` or `[height, width, channels]`.
        public var outputShape: [Int]
        public var parameters: Int
        public var trainable: Int
        /// Bytes of this layer's outputs for one batch: what the forward pass keeps.
        public var forwardMemory: Int
        /// Bytes of the gradients with respect to outputs and parameters.
        public var backwardMemory: Int
    }

    public let rows: [Row]
    public let batchSize: Int

    /// Lays out the model for inputs of one example's shape; values are 4 bytes each.
    public init(_ specification: ExperimentSpecification, inputShape: [Int]) {
        batchSize = specification.training.batchSize
        var shape = inputShape
        var rows: [Row] = []
        for (position, layer) in specification.model.enumerated() {
            let (kind, settings) = Catalogue.layers.settings(layer)
            let parameters = kind.parameterCount(settings, shape)
            shape = ((try? kind.outputShape(settings, shape)) ?? nil) ?? shape
            let isFrozen = settings["frozen"] != nil && settings.flag("frozen")
            let outputs = 4 * shape.reduce(1, *) * batchSize
            let isView = kind.component.name == "flatten"
            rows.append(
                Row(
                    name: "\(position)", kind: kind.component.name, outputShape: shape,
                    parameters: parameters, trainable: isFrozen ? 0 : parameters,
                    forwardMemory: isView ? 0 : outputs,
                    backwardMemory: (isView ? 0 : outputs) + (isFrozen ? 0 : 4 * parameters)))
        }
        self.rows = rows
    }

    public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }
    public var trainable: Int { rows.reduce(0) { $0 + $1.trainable } }
    public var forwardMemory: Int { rows.reduce(0) { $0 + $1.forwardMemory } }
    public var backwardMemory: Int { rows.reduce(0) { $0 + $1.backwardMemory } }
}
