internal import Components
public import Tensors

/// The mean of each feature over a sequence: [n, length, features] to [n, features].
///
/// A classifier's usual end after attention, whose positions all know of one another. PyTorch's
/// `AdaptiveAvgPool1d(1)`, with padding as Keras's `GlobalAveragePooling1D` masks it.
public struct GlobalAvgPool1d: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.mean(axes: [1])
    }

    /// - Parameter padding: [n, length], 0 at the positions that do not count; a sequence of such
    ///   positions alone gives zeros.
    public func callAsFunction(_ input: Tensor, padding: Tensor, mode: Mode) -> Tensor {
        let hidden = hiddenPositions(of: input, padding: padding, "GlobalAvgPool1d")
        let seen = (1 - hidden).sum(axes: [1]).clamp(min: 1)
        return input.replacing(with: 0, where: hidden).sum(axes: [1]) / seen
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        try shapeOfPooledSequence(inputShape, "global-avg-pool1d")
    }
}

/// Marks in [n, length, 1] the positions at which a padding is 0.
func hiddenPositions(of input: Tensor, padding: Tensor, _ name: String) -> Tensor {
    if padding.shape != Array(input.shape.dropLast()) {
        fatalError(
            "\(name) of sequences of shape \(input.shape) and a padding of shape \(padding.shape):"
                + " it is [n, length]")
    }
    return (padding.detached .== 0).reshaped(padding.shape + [1])
}

func shapeOfPooledSequence(_ inputShape: [Int], _ name: String) throws(ShapeError) -> [Int] {
    guard inputShape.count == 2, inputShape[0] > 0 else {
        throw ShapeError("\(name) takes sequences of shape [length, features], not \(inputShape)")
    }
    return [inputShape[1]]
}

extension LayerKind {
    package static let globalAvgPool1d = global(
        "global-avg-pool1d", "The mean of each feature of a sequence over its positions.",
        synonyms: ["adaptive-avg-pool1d", "global-average-pooling1d", "mean-over-time"]
    ) { GlobalAvgPool1d() }
}
