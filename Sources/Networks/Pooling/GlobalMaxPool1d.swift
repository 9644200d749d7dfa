internal import Components
public import Tensors

/// The largest value of each feature over a sequence: [n, length, features] to [n, features].
///
/// PyTorch's `AdaptiveMaxPool1d(1)`, with padding as Keras's `GlobalMaxPooling1D` would mask it.
public struct GlobalMaxPool1d: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.max(axes: [1])
    }

    /// - Parameter padding: [n, length], 0 at the positions that do not count; a sequence of such
    ///   positions alone gives zeros.
    public func callAsFunction(_ input: Tensor, padding: Tensor, mode: Mode) -> Tensor {
        let hidden = hiddenPositions(of: input, padding: padding, "GlobalMaxPool1d")
        return input.replacing(with: -.infinity, where: hidden).max(axes: [1])
            .replacing(with: 0, where: hidden.min(axes: [1]))
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        try shapeOfPooledSequence(inputShape, "global-max-pool1d")
    }
}

extension LayerKind {
    package static let globalMaxPool1d = global(
        "global-max-pool1d", "The largest value of each feature of a sequence over its positions.",
        synonyms: ["adaptive-max-pool1d", "global-max-pooling1d", "max-over-time"]
    ) { GlobalMaxPool1d() }
}
