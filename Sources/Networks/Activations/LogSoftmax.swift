internal import Components
public import Tensors

/// x − log Σ exp(x) over the last axis: log-probabilities, of an image's channels at each pixel.
public struct LogSoftmax: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.logSoftmax()
    }

    public var outputRange: OutputRange? {
        OutputRange((-.infinity)...0, "at 0 or below", rows: .logDistribution)
    }
}

extension LayerKind {
    package static let logSoftmax = LayerKind(
        component: ComponentKind(
            name: "log-softmax",
            summary: "Logarithms of the softmax's probabilities, which `nll` takes.",
            synonyms: ["logsoftmax"]),
        make: { _, _, _ in LogSoftmax() })
}
