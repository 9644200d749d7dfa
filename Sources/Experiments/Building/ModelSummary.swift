public import Jobs
internal import Networks

/// A network's layers with their output shapes, parameters and memory.
public struct ModelSummary: Sendable {
    public struct Row: Hashable, Sendable {
        public var name: String
        public var kind: String
        /// Of one example: `[features]`, `[length, features]` or `[height, width, channels]`.
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
        rows = Self.rows(
            LayerList(specification.model), inputShape, path: "",
            isFrozen: false, batchSize: specification.training.batchSize)
    }

    /// A container's own row follows those of the layers inside it.
    private static func rows(
        _ layers: LayerList, _ input: [Int], path: String, isFrozen: Bool, batchSize: Int
    ) -> [Row] {
        layers.fitting(input).flatMap { place in
            let name = path.isEmpty ? "\(place.position)" : "\(path).\(place.position)"
            let isFrozen = isFrozen || place.isFrozen
            let inner = place.kind.parts(place.settings).flatMap { part in
                rows(
                    part.layers, place.input,
                    path: part.name.isEmpty ? name : "\(name).\(part.name)",
                    isFrozen: isFrozen, batchSize: batchSize)
            }
            let own = row(place, name: name, isFrozen: isFrozen, batchSize: batchSize)
            return place.kind.isSequence ? inner : inner + [own]
        }
    }

    private static func row(
        _ place: LayerList.Place, name: String, isFrozen: Bool, batchSize: Int
    ) -> Row {
        let parameters = place.kind.ownParameterCount(place.settings, place.input)
        let kind = place.kind.component.name
        let outputs = kind == "flatten" ? 0 : 4 * place.output.reduce(1, *) * batchSize
        return Row(
            name: name, kind: kind, outputShape: place.output, parameters: parameters,
            trainable: isFrozen ? 0 : parameters, forwardMemory: outputs,
            backwardMemory: outputs + (isFrozen ? 0 : 4 * parameters))
    }

    public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }
    public var trainable: Int { rows.reduce(0) { $0 + $1.trainable } }
    public var forwardMemory: Int { rows.reduce(0) { $0 + $1.forwardMemory } }
    public var backwardMemory: Int { rows.reduce(0) { $0 + $1.backwardMemory } }
}
